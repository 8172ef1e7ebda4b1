import type { OperatorFrame, OperatorName, WatchVisitors } from '../../protocol/index.ts';
import { sentFrame } from '../chats/index.ts';
import type { Look } from '../visitors/index.ts';
import type { RealtimeDeps } from './dependencies.ts';
import type { Line } from './line.ts';

type StartChat = Extract<OperatorFrame, { type: 'startChat' }>;

/** What an operator does with the list of who is on the sites. */
export interface OperatorVisitors {
  watch(wish: WatchVisitors): void;
  unwatch(): void;
  startChat(frame: StartChat): Promise<void>;
}

export function createOperatorVisitors(
  deps: Pick<RealtimeDeps, 'visitorsHere' | 'chats' | 'findSiteById'>,
  operatorNow: () => OperatorName,
  line: Line,
): OperatorVisitors {
  const { visitorsHere, chats } = deps;
  let look: Look | undefined;

  return {
    watch(wish) {
      if (look) look.at(wish);
      // Of a slow reader's only the newest is kept, and each tells the whole.
      else look = visitorsHere.look(wish, (frame) => line.push('visitors', frame));
    },

    unwatch() {
      look?.end();
      look = undefined;
    },

    async startChat({ id, visitor, text }) {
      const here = visitorsHere.find(visitor);
      const site = here && (await deps.findSiteById(here.site));
      if (!site) return line.refuse('visitor_gone', '', id);
      const { page, browser, system, device, language } = here;
      const context = { page, browser, system, device, language };
      const { id: own, name } = operatorNow();
      const by = { id: own, name };
      const outcome = await chats.operatorBegins({
        operator: by,
        site,
        visitor,
        id,
        text,
        context,
      });
      if (!outcome.sent) return line.refuseInWords(outcome, id);
      line.sendText(sentFrame(id, outcome));
    },
  };
}
