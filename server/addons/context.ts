import type { Outgoing } from '../outgoing/index.ts';
import type { AddonContext } from './sdk.ts';
import type { SwitchedAddon } from './switchboard.ts';

/** The relay's log, as add-ons need it; pino's logger fits. */
export interface AddonLog {
  info(details: object, message: string): void;
  warn(details: object, message: string): void;
  error(details: object, message: string): void;
}

/** What a hook of this add-on works with: no more than it named in `needs`. */
export function contextFor(
  addon: SwitchedAddon,
  tools: { readonly outgoing: Outgoing; readonly log: AddonLog; readonly now: () => number },
  signal: AbortSignal,
): AddonContext {
  const { definition, settings } = addon;
  const about = { addon: definition.name };
  const http: AddonContext['http'] = {
    request: (request) => tools.outgoing.request({ ...request, signal }),
  };
  return {
    settings: { ...settings },
    now: tools.now,
    signal,
    log: {
      info: (message) => tools.log.info(about, message),
      warn: (message) => tools.log.warn(about, message),
    },
    ...(definition.needs.includes('http') && { http }),
  };
}
