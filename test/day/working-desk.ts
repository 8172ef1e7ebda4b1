import { uuidv7 } from 'uuidv7';
import {
  type ChatId,
  type ChatSummary,
  type EventId,
  type GroupId,
  NAMES,
  type OperatorFrame,
  type OperatorId,
  type OperatorPresence,
  type OperatorSend,
  type ToOperatorFrame,
} from '../../protocol/index.ts';
import type { Random } from '../helpers/seeded-random.ts';
import type { DayClock } from './day-clock.ts';
import type { Stand } from './day-entries.ts';
import { type DayLine, openDayLine } from './day-line.ts';
import { type DayPace, type HeldChat, nextSend, takeRow } from './held-chat.ts';

/** What desks did beside their work, all of them together. */
export interface DeskCounts {
  /** Went without a word. */
  vanished: number;
  paused: number;
  /** Looked at nothing that was offered. */
  lapsed: number;
}

export interface DeskOptions {
  readonly url: string;
  readonly operator: OperatorId;
  readonly cookie: string;
  readonly clock: DayClock;
  readonly random: Random;
  readonly pace: DayPace;
  /** When their hours of work begin, milliseconds since 1970; of whoever has none they are always. */
  readonly opensAt: readonly number[];
  /** To whom they may transfer a chat. */
  readonly others: {
    readonly operators: readonly OperatorId[];
    readonly groups: readonly GroupId[];
  };
  readonly onStand: (is: Stand) => void;
  /** Added to. */
  readonly counts: DeskCounts;
}

/** An operator at work, with the habits that people have. */
export interface WorkingDesk {
  stand(): Stand;
  /** From now on they stay, and look. */
  stays(): void;
  stop(): void;
}

const TICK_MS = 3_000;
const PING_MS = 25_000;
const AGAIN_MS = 2_000;
/** Whoever was switched to not accepting notices it after so long. */
const NOTICES_MS = 45_000;
/** How long before their hours begin they may be given chats, by clocks that differ. */
const NEAR_MS = 10_000;

type Mode =
  | { readonly name: 'there' }
  | { readonly name: 'gone'; readonly until: number }
  | { readonly name: 'paused'; readonly until: number };

export function openDesk(options: DeskOptions): WorkingDesk {
  const { url, operator, cookie, clock, random, pace, counts } = options;
  const held = new Map<ChatId, HeldChat>();
  const unanswered = new Map<string, { readonly chat: ChatId; readonly event: OperatorSend }>();
  let line: DayLine<OperatorFrame> | undefined;
  let mode: Mode = { name: 'there' };
  let me: OperatorPresence | undefined;
  let stand: Stand = 'away';
  let looksFrom = 0;
  let saysAcceptingAt = 0;
  let isSteady = false;

  function standAs(is: Stand): void {
    if (stand === is) return;
    stand = is;
    options.onStand(is);
  }

  /** What the relay has told makes sure; what one is about to want makes unsure. */
  function noteStand(): void {
    if (!me || !line?.isOpen() || mode.name !== 'there') return;
    if (me.accepting) standAs('here');
    else if (me.away !== 'schedule') standAs(clock.now() >= saysAcceptingAt ? 'unsure' : 'away');
    else standAs(opensSoon() ? 'unsure' : 'away');
  }

  function opensSoon(): boolean {
    const now = clock.now();
    return options.opensAt.some((at) => at - NEAR_MS <= now && now <= at + NEAR_MS);
  }

  function arrive(): void {
    mode = { name: 'there' };
    standAs('unsure');
    line = openDayLine<OperatorFrame, ToOperatorFrame>({
      ...{ url, path: NAMES.operatorSocket, headers: { origin: url, cookie } },
      hello: { type: 'hello' },
      onFrame,
      onClose: () => vanish(AGAIN_MS),
    });
  }

  function vanish(forMs: number): void {
    standAs('away');
    line?.cut();
    [me, line] = [undefined, undefined];
    held.clear();
    unanswered.clear();
    mode = { name: 'gone', until: clock.now() + forMs };
  }

  function onFrame(frame: ToOperatorFrame): void {
    switch (frame.type) {
      case 'welcome':
        onPresence([frame.operator]);
        for (const chat of frame.chats) onRow(chat);
        break;
      case 'presence':
        onPresence(frame.operators);
        break;
      case 'chat':
        onRow(frame.chat);
        break;
      case 'sent':
      case 'refused':
        onAnswer(frame);
        break;
      default:
    }
  }

  function onPresence(operators: readonly OperatorPresence[]): void {
    const before = me;
    me = operators.find(({ id }) => id === operator) ?? me;
    const isSwitchedOff = before?.accepting && !me?.accepting;
    if (isSwitchedOff) saysAcceptingAt = clock.now() + NOTICES_MS;
    noteStand();
  }

  function onRow(row: ChatSummary): void {
    const isMine = row.operator?.id === operator;
    const isHeld = isMine && (row.state === 'assigned' || row.state === 'active');
    if (!isHeld) held.delete(row.id);
    else held.set(row.id, takeRow(held.get(row.id), row, { now: clock.now(), random, pace }));
  }

  function onAnswer(frame: Extract<ToOperatorFrame, { type: 'sent' | 'refused' }>): void {
    const asked = unanswered.get(frame.id ?? '');
    const one = asked && held.get(asked.chat);
    unanswered.delete(frame.id ?? '');
    if (!asked || !one) return;
    const { kind } = asked.event;
    if (frame.type === 'sent') {
      // Whatever comes of it now is no longer theirs, also where the visitor has taken it up again meanwhile.
      if (kind === 'closed' || kind === 'transferred') held.delete(asked.chat);
      if (kind === 'message') one.answered = Math.max(one.answered, frame.seq);
    }
    // A colleague who has no room does not take it: somebody else may.
    else if (frame.code === 'conflict' && kind !== 'transferred') held.delete(asked.chat);
  }

  function say(chat: ChatId, event: OperatorSend): void {
    const id = uuidv7() as EventId; // made as ids are
    unanswered.set(id, { chat, event });
    line?.say({ type: 'send', id, chat, event });
  }

  function work(now: number): void {
    const busy = new Set([...unanswered.values()].map(({ chat }) => chat));
    for (const [chat, one] of held) {
      const isLapsing = one.state === 'assigned' && now < looksFrom;
      const event = busy.has(chat) || isLapsing ? undefined : nextSend(one, now, targetOf);
      if (event) say(chat, event);
    }
  }

  function targetOf(): Extract<OperatorSend, { kind: 'transferred' }>['to'] {
    const { operators, groups } = options.others;
    const group = groups[random.below(groups.length)];
    const colleague = operators[random.below(operators.length)];
    if (group && (random.below(4) === 0 || !colleague)) return { group };
    return { operator: colleague ?? operator };
  }

  function followHabits(now: number): void {
    if (isSteady || random.next() > (3 * TICK_MS) / pace.habitMs) return;
    const habit = random.pick(['vanish', 'pause', 'lapse']);
    if (habit === 'vanish') {
      counts.vanished += 1;
      // A reload, a walk, a machine that has died.
      vanish(random.pick([4_000, 40_000, pace.keepMs * 1.5]));
    } else if (habit === 'lapse') {
      counts.lapsed += 1;
      looksFrom = now + pace.acceptMs * 2;
    } else if (options.opensAt.length === 0) {
      counts.paused += 1;
      standAs('away');
      line?.say({ type: 'presence', accepting: false });
      mode = { name: 'paused', until: now + random.between(1, 4) * 30_000 };
    }
  }

  function tick(): void {
    const now = clock.now();
    if (mode.name === 'gone') {
      if (isSteady || now >= mode.until) arrive();
      return;
    }
    if (!me) return;
    work(now);
    if (mode.name === 'paused') {
      if (!isSteady && now < mode.until) return;
      mode = { name: 'there' };
      saysAcceptingAt = now;
    }
    noteStand();
    if (!me.accepting && me.away !== 'schedule' && now >= saysAcceptingAt) {
      saysAcceptingAt = now + NOTICES_MS;
      standAs('unsure');
      line?.say({ type: 'presence', accepting: true });
    }
    followHabits(now);
  }

  arrive();
  const stops = [
    clock.every(TICK_MS, tick),
    clock.every(PING_MS, () => line?.say({ type: 'ping' })),
  ];
  return {
    stand: () => stand,
    stays() {
      isSteady = true;
      looksFrom = 0;
    },
    stop() {
      for (const stop of stops) stop();
      line?.cut();
    },
  };
}
