import { uuidv7 } from 'uuidv7';
import {
  type ChatEvent,
  type ChatId,
  type EventId,
  NAMES,
  type SiteKey,
  type ToVisitorFrame,
  type VisitorFrame,
  type VisitorToken,
} from '../../protocol/index.ts';
import type { Random } from '../helpers/seeded-random.ts';
import type { DayClock } from './day-clock.ts';
import { type DayLine, openDayLine } from './day-line.ts';

/** How long a visitor stays: until their message is stored, until it is answered, or until the chat is closed. */
export type Patience = 'stored' | 'answered' | 'closed';

export interface VisitOptions {
  readonly url: string;
  readonly site: SiteKey;
  readonly clock: DayClock;
  readonly random: Random;
  readonly patience: Patience;
  /** Messages they write after the first one, each after an answer. */
  readonly more: number;
  /** Who came before, and where they write now: into a chat that is over, or into a new one. */
  readonly before?: { readonly token: VisitorToken; readonly chat: ChatId | 'new' };
}

/** Somebody who is here. */
export interface Visiting {
  /** Rejects where the relay refuses for good. */
  readonly ended: Promise<Visit>;
  /** They go, whatever they waited for. */
  leave(): void;
}

/** How a visit ended. */
export interface Visit {
  readonly token: VisitorToken;
  readonly chat: ChatId;
  readonly isClosed: boolean;
}

const PING_MS = 25_000;
const AGAIN_MS = 2_000;
const LEAST_THOUGHT_MS = 3_000;
const MOST_THOUGHT_MS = 8_000;

/** Comes, writes, goes on where it is answered, and goes. */
export function visit(options: VisitOptions): Visiting {
  const { url, site, clock, random, patience, more, before } = options;
  let resolve: (visit: Visit) => void = () => undefined;
  let reject: (error: Error) => void = () => undefined;
  const ended = new Promise<Visit>((fulfil, refuse) => {
    resolve = fulfil;
    reject = refuse;
  });
  let token = before?.token;
  let chat: ChatId | undefined;
  let after = 0;
  let epoch = '';
  let toSay = more;
  let unsent: Extract<VisitorFrame, { type: 'send' }> | undefined;
  let isOver = false;
  let line: DayLine<VisitorFrame> | undefined;
  const stopPings = clock.every(PING_MS, () => line?.say({ type: 'ping' }));

  function open(): void {
    if (isOver) return;
    const page = { url: 'http://localhost/demo', title: 'Shop', referrer: '' };
    const stand = chat && { chat: { id: chat, after, epoch } };
    line = openDayLine<VisitorFrame, ToVisitorFrame>({
      ...{ url, path: NAMES.visitorSocket, headers: { origin: 'http://localhost' } },
      hello: { type: 'hello', site, page, ...(token && { token }), ...stand },
      onFrame,
      onClose: () => void clock.passes(AGAIN_MS).then(open),
    });
  }

  function write(text: string): void {
    const id = uuidv7() as EventId; // made as ids are
    unsent = {
      type: 'send',
      id,
      chat: chat ?? before?.chat ?? 'new',
      event: { kind: 'message', text },
    };
    line?.say(unsent);
  }

  function onFrame(frame: ToVisitorFrame): void {
    switch (frame.type) {
      case 'welcome':
        token ??= frame.token;
        epoch = frame.epoch;
        if (unsent) line?.say(unsent);
        else if (!chat) write('Is anybody there?');
        break;
      case 'sent':
        if (frame.id !== unsent?.id) break;
        unsent = undefined;
        chat = frame.chat;
        // What was said before in a chat that was over is not for now.
        after = Math.max(after, frame.seq);
        if (patience === 'stored') leave(false);
        break;
      case 'event':
        if (frame.chat === chat && frame.seq > after) onEvent(frame);
        break;
      case 'refused':
        if (frame.final) fail(frame.message);
        else void clock.passes(AGAIN_MS).then(() => unsent && line?.say(unsent));
        break;
      default:
    }
  }

  function onEvent({ seq, author, event }: ChatEvent): void {
    after = seq;
    // What is on its way takes the chat up again.
    if (event.kind === 'closed') leave(unsent === undefined);
    else if (event.kind === 'message' && author.role === 'operator') void onAnswer();
  }

  async function onAnswer(): Promise<void> {
    if (toSay === 0) {
      if (patience === 'answered') leave(false);
      return;
    }
    toSay -= 1;
    await clock.passes(random.between(LEAST_THOUGHT_MS, MOST_THOUGHT_MS));
    if (!isOver && !unsent) write('And what about the lid?');
  }

  function leave(isClosed: boolean): void {
    if (isOver) return;
    end();
    if (token && chat) resolve({ token, chat, isClosed });
    else reject(new Error('a visitor has left before they had a chat'));
  }

  function fail(why: string): void {
    if (isOver) return;
    end();
    reject(new Error(`a visitor was refused: ${why}`));
  }

  function end(): void {
    isOver = true;
    stopPings();
    line?.cut();
  }

  open();
  return { ended, leave: () => leave(false) };
}
