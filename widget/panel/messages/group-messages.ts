import type { ConnectionState, Pending, VisitorState } from '../../../client/index.ts';
import {
  answerAsText,
  asText,
  type ChatFile,
  type ChatView,
  type RefusalCode,
  type Said,
  type Step,
  type VisitorSend,
} from '../../../protocol/index.ts';
import { isSiteGone } from '../site-gone.ts';

/** How far one message got. */
export type Delivery =
  | { readonly name: 'sending' | 'sent' | 'delivered' | 'seen' }
  | { readonly name: 'failed'; readonly code: RefusalCode; readonly reason: string };

/** One message, file or form, as it is drawn. */
export interface Bubble {
  readonly id: Said['id'];
  readonly at: number;
  /** Of a file, its name. */
  readonly text: string;
  readonly file?: ChatFile;
  /** Of the visitor's own alone. */
  readonly delivery: Delivery | null;
}

/** A row of the conversation. */
export type Row =
  | { readonly type: 'day'; readonly key: string; readonly at: number }
  /** Where one of several chats begins; `at` is missing while nothing is in it. */
  | {
      readonly type: 'chat';
      readonly key: string;
      readonly which: 'earlierChat' | 'newChat';
      readonly at?: number | undefined;
    }
  /** Where the visitor left off when they looked last. */
  | { readonly type: 'new'; readonly key: string; readonly at: number }
  | { readonly type: 'step'; readonly key: string; readonly step: Step }
  | {
      readonly type: 'group';
      readonly key: string;
      readonly isOwn: boolean;
      readonly authorName: string;
      /** The operator's id; empty for the visitor. */
      readonly author: string;
      readonly bubbles: Bubble[];
    };

type Group = Extract<Row, { type: 'group' }>;

/** Messages of one author that are closer together than this stand in one group. */
const GROUP_MS = 5 * 60_000;

/**
 * Turns a visitor's state into rows: their chats, days, steps, and messages grouped by author and time. `leftOff` is up to where
 * they had seen the chat when they began to look now. Pure.
 */
export function groupMessages(state: VisitorState, leftOff: number | null = null): Row[] {
  const { view, earlier, isBeginning, pending, seen, delivered, connection, reason } = state;
  const rows: Row[] = [];
  for (const chat of earlier.read) {
    rows.push({ type: 'chat', key: chat.id, which: 'earlierChat', at: chat.view.items[0]?.at });
    addItems(rows, chat.view, null, null);
  }
  if (earlier.read.length > 0 && view.items.length > 0) {
    rows.push({ type: 'chat', key: 'this', which: 'newChat', at: view.items[0]?.at });
  }
  addItems(rows, view, { seen: seen.operator, delivered: delivered.operator }, leftOff);
  if (isBeginning) rows.push({ type: 'chat', key: 'beginning', which: 'newChat' });
  for (const unsent of pending) {
    const entry = asItStands(unsent, connection);
    if (!isShown(entry)) continue;
    addDay(rows, entry.id, entry.at);
    addBubble(rows, null, pendingBubble(entry));
  }
  // The end of a chat invites to write again, which would be refused.
  return reason === 'banned' ? rows.filter((row) => !isEnd(row)) : rows;
}

function isEnd(row: Row): boolean {
  return row.type === 'step' && row.step.body.kind === 'closed';
}

/** Up to where the operators are. */
type Reached = { readonly seen: number; readonly delivered: number };

function addItems(
  rows: Row[],
  { items }: ChatView,
  reached: Reached | null,
  leftOff: number | null,
): void {
  const firstNew = leftOff === null ? undefined : items.find((item) => isNews(item, leftOff));
  for (const item of items) {
    addDay(rows, item.id, item.at);
    if (item === firstNew) rows.push({ type: 'new', key: 'new', at: item.at });
    if (item.type === 'step') addStep(rows, item);
    else if (item.body.kind !== 'note') addBubble(rows, item, bubbleOf(item, reached));
  }
}

/** Those that a visitor is told of: whom the chat is offered to, say, is the operators' matter. */
const TOLD: readonly string[] = ['queued', 'joined', 'closed', 'reopened'];

/** Each offer that is missed puts the chat back into the queue: while nothing else happens, how it waits is told once, as it is now. */
function addStep(rows: Row[], step: Step): void {
  const { kind } = step.body;
  if (!TOLD.includes(kind)) return;
  const last = rows.at(-1);
  const waits = kind === 'queued' && last?.type === 'step' && last.step.body.kind === 'queued';
  if (waits) rows[rows.length - 1] = { ...last, step };
  else rows.push({ type: 'step', key: step.id, step });
}

function isNews(item: ChatView['items'][number], leftOff: number): boolean {
  return item.type === 'said' && item.author.role === 'operator' && item.seq > leftOff;
}

/** A day's name stands before its first message. */
function addDay(rows: Row[], id: string, at: number): void {
  const last = rows.at(-1);
  const lastAt = last === undefined ? 0 : timeOf(last);
  if (new Date(lastAt).toDateString() === new Date(at).toDateString()) return;
  rows.push({ type: 'day', key: `day-${id}`, at });
}

function addBubble(rows: Row[], said: Said | null, bubble: Bubble): void {
  const isOwn = said?.author.role !== 'operator';
  const authorName = asText(said?.authorName);
  const author = said?.author.role === 'operator' ? asText(said.author.id) : '';
  const last = rows.at(-1);
  if (last?.type === 'group' && belongsTo(last, isOwn, authorName, bubble.at)) {
    last.bubbles.push(bubble);
  } else {
    rows.push({ type: 'group', key: bubble.id, isOwn, author, authorName, bubbles: [bubble] });
  }
}

function belongsTo(group: Group, isOwn: boolean, authorName: string, at: number): boolean {
  const isSameAuthor = group.isOwn === isOwn && group.authorName === authorName;
  return isSameAuthor && at - timeOf(group) < GROUP_MS;
}

function timeOf(row: Row): number {
  switch (row.type) {
    case 'day':
    case 'chat':
    case 'new':
      return row.at ?? 0;
    case 'step':
      return row.step.at;
    case 'group':
      return row.bubbles.at(-1)?.at ?? 0;
  }
}

function bubbleOf({ id, at, seq, author, body }: Said, reached: Reached | null): Bubble {
  const content = contentOf(body);
  if (!reached || author.role !== 'visitor') return { id, at, delivery: null, ...content };
  const got = seq <= reached.delivered ? 'delivered' : 'sent';
  const name = seq <= reached.seen ? 'seen' : got;
  return { id, at, delivery: { name }, ...content };
}

/** Where the relay refuses the line for good, nothing is under way: what is unsent has failed with it. */
function asItStands(entry: Pending, connection: ConnectionState): Pending {
  if (connection.name !== 'refused' || entry.state.name === 'failed') return entry;
  const code = isSiteGone(connection) ? 'unknown_site' : 'not_allowed';
  return { ...entry, state: { name: 'failed', code, reason: connection.reason } };
}

/** A rating, or the end of the chat, is no message: it stands here only where it failed, with the reason. */
function isShown({ event, state }: Pending): boolean {
  return state.name === 'failed' || (event.kind !== 'rating' && event.kind !== 'closed');
}

function pendingBubble({ id, at, event, state }: Pending): Bubble {
  const delivery: Delivery =
    state.name === 'failed'
      ? { name: 'failed', code: state.code, reason: asText(state.reason) }
      : { name: 'sending' };
  // A visitor's outbox holds what a visitor may send.
  return { id, at, delivery, ...contentOf(event as VisitorSend) };
}

function contentOf(body: VisitorSend | Said['body']): Pick<Bubble, 'text' | 'file'> {
  if (body.kind === 'file') return { text: asText(body.file.name), file: body.file };
  return { text: textOf(body) };
}

function textOf(body: VisitorSend | Said['body']): string {
  if (body.kind === 'form') return body.answers.map(answerAsText).join('\n');
  return 'text' in body ? asText(body.text) : '';
}
