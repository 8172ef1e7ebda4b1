import type { Pending, VisitorState } from '../../../client/index.ts';
import type { Said, Step, VisitorSend } from '../../../protocol/index.ts';

/** How far one message got. */
export type Delivery =
  | { readonly name: 'sending' | 'sent' | 'delivered' | 'seen' }
  | { readonly name: 'failed'; readonly reason: string };

/** One message or form, as it is drawn. */
export interface Bubble {
  readonly id: Said['id'];
  readonly at: number;
  readonly text: string;
  /** What else a form says, in the order it is shown. */
  readonly details: readonly string[];
  /** Of the visitor's own alone. */
  readonly delivery: Delivery | null;
}

/** A row of the conversation. */
export type Row =
  | { readonly type: 'day'; readonly key: string; readonly at: number }
  | { readonly type: 'step'; readonly key: string; readonly step: Step }
  | {
      readonly type: 'group';
      readonly key: string;
      readonly isOwn: boolean;
      readonly authorName: string;
      readonly bubbles: Bubble[];
    };

type Group = Extract<Row, { type: 'group' }>;

/** Messages of one author that are closer together than this stand in one group. */
const GROUP_MS = 5 * 60_000;

/** Turns a visitor's state into rows: days, steps, and messages grouped by author and time. Pure. */
export function groupMessages({ view, pending, seen, delivered }: VisitorState): Row[] {
  const rows: Row[] = [];
  for (const item of view.items) {
    addDay(rows, item.at);
    if (item.type === 'step') rows.push({ type: 'step', key: item.id, step: item });
    else if (item.body.kind !== 'note')
      addBubble(rows, item, bubbleOf(item, seen.operator, delivered.operator));
  }
  for (const entry of pending) {
    addDay(rows, entry.at);
    addBubble(rows, null, pendingBubble(entry));
  }
  return rows;
}

/** A day's name stands before its first message. */
function addDay(rows: Row[], at: number): void {
  const last = rows.at(-1);
  const lastAt = last === undefined ? 0 : timeOf(last);
  if (new Date(lastAt).toDateString() === new Date(at).toDateString()) return;
  rows.push({ type: 'day', key: `day-${new Date(at).toDateString()}`, at });
}

function addBubble(rows: Row[], said: Said | null, bubble: Bubble): void {
  const isOwn = said?.author.role !== 'operator';
  const authorName = asText(said?.authorName);
  const last = rows.at(-1);
  if (last?.type === 'group' && belongsTo(last, isOwn, authorName, bubble.at)) {
    last.bubbles.push(bubble);
  } else {
    rows.push({ type: 'group', key: bubble.id, isOwn, authorName, bubbles: [bubble] });
  }
}

function belongsTo(group: Group, isOwn: boolean, authorName: string, at: number): boolean {
  const isSameAuthor = group.isOwn === isOwn && group.authorName === authorName;
  return isSameAuthor && at - timeOf(group) < GROUP_MS;
}

function timeOf(row: Row): number {
  switch (row.type) {
    case 'day':
      return row.at;
    case 'step':
      return row.step.at;
    case 'group':
      return row.bubbles.at(-1)?.at ?? 0;
  }
}

function bubbleOf(
  { id, at, seq, author, body }: Said,
  seenUpTo: number,
  deliveredUpTo: number,
): Bubble {
  const got = seq <= deliveredUpTo ? 'delivered' : 'sent';
  const name = seq <= seenUpTo ? 'seen' : got;
  const delivery: Delivery | null = author.role === 'visitor' ? { name } : null;
  return { id, at, delivery, ...contentOf(body) };
}

function pendingBubble({ id, at, event, state }: Pending): Bubble {
  const delivery: Delivery =
    state.name === 'failed'
      ? { name: 'failed', reason: asText(state.reason) }
      : { name: 'sending' };
  // A visitor's outbox holds what a visitor may send.
  return { id, at, delivery, ...contentOf(event as VisitorSend) };
}

function contentOf(body: VisitorSend | Said['body']): Pick<Bubble, 'text' | 'details'> {
  if (body.kind !== 'form') return { text: asText(body.text), details: [] };
  const { name, email, message } = body.answers;
  return { text: asText(message), details: [asText(name), asText(email)] };
}

/**
 * Text that came as JSON, or nothing: an object in its place could become markup (CVE-2026-22028), and the types do not
 * hold what a stranger's relay or storage says.
 */
export function asText(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
