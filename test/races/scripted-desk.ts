import { setTimeout as pass } from 'node:timers/promises';
import { uuidv7 } from 'uuidv7';
import type {
  ChatId,
  ChatSummary,
  EventId,
  OperatorId,
  ToOperatorFrame,
} from '../../protocol/index.ts';
import type { Random } from '../helpers/seeded-random.ts';
import { type DeskLine, openDeskLine } from './desk-line.ts';

/** What desks did, all of them together. */
export interface DeskCounts {
  breaks: number;
  reloads: number;
}

/** An operator who accepts every chat that is given to them, ends it a moment later, and takes a break now and then. */
export interface ScriptedDesk {
  isOpen(): boolean;
  /** Hangs up; resolves when nothing more is done. */
  stop(): Promise<void>;
}

export interface DeskOptions {
  /** The nodes that the operator has lines to; a reload moves a line to the next of `nodes`. */
  readonly lines: readonly number[];
  readonly nodes: readonly string[];
  readonly cookie: string;
  readonly random: Random;
  /** Added to. */
  readonly counts: DeskCounts;
}

/** One frame a tick stays below what a socket may say in a second. */
const TICK_MS = 75;
const BREAK_ONE_IN = 120;
const LEAST_BREAK_TICKS = 10;
const SAY_AGAIN_TICKS = 40;
const RELOAD_ONE_IN = 150;
/** So often a chat that could be ended is ended. */
const END_ONE_IN = 2;

type Mode =
  | { readonly name: 'working' }
  | { readonly name: 'leaving' }
  | { name: 'away'; ticks: number };

export function scriptDesk({
  lines: places,
  nodes,
  cookie,
  random,
  counts,
}: DeskOptions): ScriptedDesk {
  /** Chats that are the operator's, and whether they were accepted. */
  const mine = new Map<ChatId, 'assigned' | 'active'>();
  /** Of two nodes one may tell later what is older. */
  const newest = new Map<ChatId, number>();
  const unanswered = new Map<EventId, { chat: ChatId; line: number }>();
  const lines = new Map<number, DeskLine>();
  let me: OperatorId | undefined;
  let mode: Mode = { name: 'working' };
  let isStopped = false;

  function open(line: number, node: number): void {
    const opened = openDeskLine({
      url: nodes[node % nodes.length] ?? '',
      cookie,
      onFrame: (frame) => onFrame(frame, opened),
      onClose() {
        for (const [id, { line: by }] of unanswered) if (by === line) unanswered.delete(id);
        if (!isStopped) open(line, node + 1);
      },
    });
    lines.set(line, opened);
  }

  function onFrame(frame: ToOperatorFrame, line: DeskLine): void {
    switch (frame.type) {
      case 'welcome':
        me = frame.operator.id;
        for (const chat of frame.chats) onRow(chat);
        if (line === lines.get(0)) sayAccepting(mode.name !== 'away');
        break;
      case 'chat':
        onRow(frame.chat);
        break;
      case 'sent':
        unanswered.delete(frame.id);
        break;
      case 'refused':
        onRefused(frame);
        break;
      default:
    }
  }

  function onRow({ id, last, state, operator }: ChatSummary): void {
    if (last < (newest.get(id) ?? 0)) return;
    newest.set(id, last);
    if (operator?.id === me && (state === 'assigned' || state === 'active')) mine.set(id, state);
    else mine.delete(id);
  }

  /** Tried again at a later tick, except what can no longer be done. */
  function onRefused({ id, final }: Extract<ToOperatorFrame, { type: 'refused' }>): void {
    const asked = unanswered.get(id as EventId);
    unanswered.delete(id as EventId);
    if (asked && final) mine.delete(asked.chat);
  }

  /** A chat of this kind that nothing was said about yet. */
  function find(state: 'assigned' | 'active'): ChatId | undefined {
    const busy = new Set([...unanswered.values()].map(({ chat }) => chat));
    return [...mine].find(([chat, is]) => is === state && !busy.has(chat))?.[0];
  }

  function say(chat: ChatId | undefined, kind: 'joined' | 'closed'): void {
    const line = random.below(places.length);
    const open = lines.get(line);
    if (chat === undefined || !open?.isOpen()) return;
    const id = uuidv7() as EventId; // made as ids are
    unanswered.set(id, { chat, line });
    open.say({ type: 'send', id, chat, event: { kind } });
  }

  /** By one line alone: two nodes could write an earlier and a later word in the other order. */
  function sayAccepting(accepting: boolean): void {
    lines.get(0)?.say({ type: 'presence', accepting });
  }

  function work(): void {
    const offered = find('assigned');
    if (offered) say(offered, 'joined');
    else endOne();
    if (random.below(BREAK_ONE_IN) === 0) mode = { name: 'leaving' };
    else if (unanswered.size === 0 && random.below(RELOAD_ONE_IN) === 0) {
      // What is under way would be done after the line is gone, perhaps after a break has begun.
      counts.reloads += 1;
      lines.get(random.below(places.length))?.hangUp();
    }
  }

  function endOne(): void {
    if (random.below(END_ONE_IN) === 0) say(find('active'), 'closed');
  }

  /** What was accepted is answered first: accepting later would take a chat from whoever has it then. */
  function leave(): void {
    if (unanswered.size > 0) return;
    counts.breaks += 1;
    sayAccepting(false);
    mode = { name: 'away', ticks: 0 };
  }

  function beAway(away: Extract<Mode, { name: 'away' }>): void {
    away.ticks += 1;
    endOne();
    // A node that the line has left may have written an older word since.
    if (away.ticks % SAY_AGAIN_TICKS === 0) sayAccepting(false);
    if (away.ticks < LEAST_BREAK_TICKS || [...mine.values()].includes('assigned')) return;
    sayAccepting(true);
    mode = { name: 'working' };
  }

  async function live(): Promise<void> {
    while (!isStopped) {
      await pass(TICK_MS);
      if (mode.name === 'working') work();
      else if (mode.name === 'leaving') leave();
      else beAway(mode);
    }
  }

  for (const [line, node] of places.entries()) open(line, node);
  const life = live();
  return {
    isOpen: () => me !== undefined && [...lines.values()].every((line) => line.isOpen()),
    async stop() {
      isStopped = true;
      for (const line of lines.values()) line.hangUp();
      await life;
    },
  };
}
