import type { VisitorClient } from '../../client/index.ts';
import type { AllTold } from '../loader/index.ts';

/** Hands on what the page told: who the visitor is at once, since the client keeps it, and what they did where there is a line. */
export function tellRelay(told: AllTold, client: VisitorClient): void {
  const isOpen = client.getState().connection.name === 'open';
  for (const one of told.splice(0)) {
    if (!('kind' in one)) told.push(one);
    else if (one.kind === 'attributes') client.identify({ attributes: one.attributes });
    else if (isOpen) client.track(one);
    else told.push(one);
  }
}
