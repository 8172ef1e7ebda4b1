import type { Author, EventBody, EventId, FormAnswer } from '../../protocol/index.ts';
import { answerAsText, nextStatus } from '../../protocol/index.ts';
import type { ChatRow, EventRow } from '../storage/index.ts';
import { tagsAfter } from './chat-tags.ts';
import { markForRouting } from './routing-marks.ts';

/** An event that has no number yet. */
export interface NewEvent {
  readonly id: EventId;
  readonly author: Author;
  readonly body: EventBody;
  /** The body as JSON, where it was made already. */
  readonly json?: string | undefined;
  /** SHA-256 of the body as it was sent, where an add-on changed it. */
  readonly sentHash?: string | undefined;
}

const PREVIEW_CODE_POINTS = 120;

/** The author's column: an id, or `system` for the relay itself. */
export function authorKey(author: Author): string {
  return author.role === 'system' ? 'system' : author.id;
}

/** Numbers events on from a chat's last one and moves the chat's row along with them. Pure. */
export function writeEvents(
  chat: ChatRow,
  at: number,
  news: readonly NewEvent[],
): { chat: ChatRow; events: EventRow[] } {
  const row: ChatRow = { ...chat, updated_at: at };
  const events = news.map((event) => writeEvent(row, at, event));
  return { chat: row, events };
}

/** Changes `row`, which is the caller's own copy. */
function writeEvent(row: ChatRow, at: number, news: NewEvent): EventRow {
  const { id, author, body, sentHash } = news;
  const audience = isForOperators(body) ? 'operators' : 'all';
  const written: EventRow = {
    chat_id: row.id,
    seq: row.last_seq + 1,
    visible_prev: row.last_visible_seq,
    id,
    author_role: author.role,
    author_id: authorKey(author),
    audience,
    body: news.json ?? JSON.stringify(body),
    sent_hash: sentHash ?? null,
    at,
  };
  row.last_seq = written.seq;
  if (audience === 'all') row.last_visible_seq = written.seq;
  if (author.role === 'visitor') row.last_visitor_seq = written.seq;
  moveStatus(row, at, body);
  markForRouting(row, author, body, at);
  if (isSaid(body)) row.said_at = at;
  row.preview = previewOf(body) ?? row.preview;
  if (body.kind === 'tagged') row.tags = tagsAfter(row.tags, body.tag.id, body.on);
  if (body.kind === 'rating') row.rating = body.good ? 'good' : 'bad';
  if (body.kind === 'form' && body.form === 'postChat') row.surveyed = 1;
  return written;
}

/** Who a chat is given away to is the operators' matter; visitors see by the step after it what comes of it. */
function isForOperators({ kind }: EventBody): boolean {
  return kind === 'note' || kind === 'tagged' || kind === 'transferred';
}

function moveStatus(row: ChatRow, at: number, body: EventBody): void {
  const operator = row.operator_id ? { id: row.operator_id, name: '' } : null;
  const status = nextStatus({ state: row.state, operator }, body);
  // What is offered waits still: where it goes back, it keeps its place.
  const waits = status.state !== 'active' && status.state !== 'closed';
  if (!waits) row.waiting_since = null;
  else row.waiting_since ??= at;
  // Who offers it says for how long.
  if (body.kind === 'assigned' || status.state !== 'assigned') row.offered_until = null;
  row.state = status.state;
  row.operator_id = status.operator?.id ?? null;
}

/** Steps of the relay, and of who answers, leave a chat where it stands in the lists. */
function isSaid({ kind }: EventBody): boolean {
  return kind === 'message' || kind === 'file' || kind === 'form' || kind === 'rating';
}

function previewOf(body: EventBody): string | undefined {
  if (body.kind === 'message') return cut(body.text);
  if (body.kind === 'file') return cut(body.file.name);
  if (body.kind === 'form') return cut(previewOfForm(body.answers));
  return undefined;
}

/** What the visitor wants, where a field asks for it; else all that they answered. */
function previewOfForm(answers: readonly FormAnswer[]): string {
  const message = answers.find(({ field }) => field === 'message');
  return message ? `${message.value}` : answers.map(answerAsText).join(' · ');
}

/** Cuts between code points; a text that is short enough in UTF-16 units is so in code points too. */
function cut(text: string): string {
  const short =
    text.length <= PREVIEW_CODE_POINTS
      ? text
      : Array.from(text.slice(0, PREVIEW_CODE_POINTS * 2))
          .slice(0, PREVIEW_CODE_POINTS)
          .join('');
  return short.replaceAll(/\s+/g, ' ');
}
