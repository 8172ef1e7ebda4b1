import type { ChatId, ChatSummary, OperatorId } from '../../protocol/index.ts';
import { closeNotifications } from '../pwa/index.ts';
import { live } from '../session.ts';
import { t } from '../text/index.ts';
import { asLine, nameOf } from '../visitors/index.ts';
import type { Kind } from './kinds.ts';
import { type Lead, screensInFront, takeLead } from './locks.ts';
import { isWaiting, type News, newsBetween, seenBetween } from './news.ts';
import { notify } from './notify.ts';
import { preferences } from './preferences.ts';
import { playSound } from './sounds.ts';

/** The tag of the notification of a lost line. */
export const LINE_TAG = 'line';
/** The relay mostly gives a chat that begins to somebody at once: until then nobody needs to take it. */
const QUEUE_PATIENCE_MS = 1_500;

/** Tells the operator of news, once over all tabs of the browser. */
export interface Teller {
  /** The inbox as it is now; the first one is what everything later is compared with. */
  look(chats: ReadonlyMap<ChatId, ChatSummary>): void;
  tellLineLost(): void;
  end(): void;
}

/** Makes the teller of a signed-in operator. One tab shows the notifications, one that was touched makes the sounds. */
export function createTeller(me: OperatorId): Teller {
  const showing = takeLead('counterbell-notifications');
  const sounding = leadWhenTouched('counterbell-sounds');
  const timers = new Set<ReturnType<typeof setTimeout>>();
  let before: ReadonlyMap<ChatId, ChatSummary> | undefined;

  async function tellOf({ kind, chat }: News): Promise<void> {
    const screen = `/console/chat/${chat}`;
    if ((await screensInFront()).includes(screen)) return;
    const summary = live.peek()?.chats.get(chat);
    if (!summary) return;
    const name = nameOf(summary);
    await tell(kind, {
      title: t(`notify-${kind}`, { name }),
      body: [summary.preview, summary.site.name].map(asLine).filter(Boolean).join('\n'),
      tag: chat,
      screen,
    });
  }

  async function tell(kind: Kind, shown: Parameters<typeof notify>[0]): Promise<void> {
    const ways = preferences.peek()[kind];
    if (ways.sound && sounding.has()) void playSound(kind);
    if (ways.notification && showing.has()) await notify(shown);
  }

  function tellSoon(news: News): void {
    if (news.kind !== 'queue') return void tellOf(news);
    const timer = setTimeout(() => {
      timers.delete(timer);
      if (isWaiting(live.peek()?.chats.get(news.chat))) void tellOf(news);
    }, QUEUE_PATIENCE_MS);
    timers.add(timer);
  }

  return {
    look(chats) {
      if (before) {
        for (const news of newsBetween(before, chats, me)) tellSoon(news);
        for (const chat of seenBetween(before, chats)) void closeNotifications(chat);
      }
      before = chats;
    },
    tellLineLost() {
      void screensInFront().then((screens) => {
        // Whoever has the console in front of them reads it there.
        if (screens.length > 0) return undefined;
        const [title, body] = [t('notify-line'), t('notify-lineHelp')];
        return tell('line', { title, body, tag: LINE_TAG, screen: '/console' });
      });
    },
    end() {
      for (const timer of timers) clearTimeout(timer);
      showing.end();
      sounding.end();
    },
  };
}

/** Only a tab that somebody has clicked or typed in may be heard. */
function leadWhenTouched(name: string): Lead {
  let lead: Lead | undefined;
  const listening = new AbortController();
  const touched = () => {
    listening.abort();
    lead = takeLead(name);
  };
  for (const event of ['pointerdown', 'keydown'])
    addEventListener(event, touched, { signal: listening.signal, capture: true });
  if (navigator.userActivation?.hasBeenActive) touched();
  return {
    has: () => lead?.has() ?? false,
    end() {
      listening.abort();
      lead?.end();
    },
  };
}
