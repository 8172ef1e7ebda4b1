import type { Author, EventBody, EventId } from '../../protocol/index.ts';
import { nextStatus } from '../../protocol/index.ts';
import type { ChatRow, EventRow } from '../storage/index.ts';

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
  const audience = body.kind === 'note' ? 'operators' : 'all';
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
  row.preview = previewOf(body) ?? row.preview;
  return written;
}

function moveStatus(row: ChatRow, at: number, body: EventBody): void {
  const operator = row.operator_id ? { id: row.operator_id, name: '' } : null;
  const status = nextStatus({ state: row.state, operator }, body);
  const waits = status.state === 'queued' || status.state === 'unanswered';
  if (!waits) row.waiting_since = null;
  else row.waiting_since ??= at;
  row.state = status.state;
  row.operator_id = status.operator?.id ?? null;
}

function previewOf(body: EventBody): string | undefined {
  if (body.kind === 'message') return cut(body.text);
  if (body.kind === 'form') return cut(body.answers.message);
  return undefined;
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
