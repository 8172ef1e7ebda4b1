import type {
  ChatEvent,
  EventBody,
  ExportedChat,
  ExportFormat,
  OperatorId,
  TagId,
} from '../../protocol/index.ts';
import { answerAsText, markOf } from '../../protocol/index.ts';
import { BYTE_ORDER_MARK, csvLine } from '../../protocol/later.ts';
import { authorOf, goalsOf, summarise, tagsOf, verifiedOf } from '../chats/index.ts';
import type { ChatOverviewRow, EventRow } from '../storage/index.ts';

/** What a format needs besides the chats. */
export interface Around {
  /** The relay's public address without a slash at the end. */
  readonly publicUrl: string;
  /** Of all accounts there are. */
  readonly operatorNames: ReadonlyMap<OperatorId, string>;
  /** Of all tags there are. */
  readonly tagNames: ReadonlyMap<TagId, string>;
}

/** A chat's log, some events at a time, since it may be longer than there is room for. */
export type Pages = AsyncIterable<readonly EventRow[]>;

/** How chats are written. */
interface Format {
  readonly type: string;
  readonly ending: string;
  /** Stands before the first chat. */
  readonly head: string;
  /** One chat, piece by piece. */
  write(chat: ChatOverviewRow, pages: Pages, around: Around): AsyncIterable<string>;
}

const CSV = { type: 'text/csv; charset=utf-8; header=present', ending: 'csv' } as const;

const CHAT_HEAD = [
  ...['chat', 'link', 'site', 'visitor', 'email', 'user', 'verified'],
  ...['state', 'operator', 'group', 'tags', 'goals'],
  ...[
    'began',
    'changed',
    'rating',
    'comment',
    'page',
    'title',
    'referrer',
    'language',
    'browser',
    'system',
  ],
  ...['device', 'messages_of_visitor', 'messages_of_operators', 'first_answer_seconds'],
];
const MESSAGE_HEAD = [
  ...['chat', 'link', 'site', 'visitor', 'email', 'user', 'verified'],
  ...['number', 'at', 'from', 'name', 'kind', 'text'],
];

/** The formats of an export. */
export const FORMATS: Readonly<Record<ExportFormat, Format>> = {
  chats: { ...CSV, head: BYTE_ORDER_MARK + csvLine(CHAT_HEAD), write: writeChat },
  messages: { ...CSV, head: BYTE_ORDER_MARK + csvLine(MESSAGE_HEAD), write: writeMessages },
  json: { type: 'application/x-ndjson', ending: 'jsonl', head: '', write: writeJson },
};

async function* writeChat(chat: ChatOverviewRow, pages: Pages, around: Around) {
  let ofVisitor = 0;
  let ofOperators = 0;
  let firstAnswerAt: number | null = null;
  let comment = '';
  for await (const page of pages) {
    for (const row of page) {
      const body = bodyOf(row);
      if (body.kind === 'rating') comment = body.comment ?? '';
      if (body.kind !== 'message' && body.kind !== 'file' && body.kind !== 'form') continue;
      if (row.author_role === 'visitor') ofVisitor += 1;
      else {
        ofOperators += 1;
        firstAnswerAt ??= row.at;
      }
    }
  }
  yield csvLine([
    ...[chat.id, linkTo(around.publicUrl, chat), chat.site_name, ...visitorIn(chat)],
    ...[chat.state, chat.operator_name, chat.group_name, tagsIn(chat, around).join(', ')],
    goalsOf(chat).join(', '),
    ...[
      timeOf(chat.started_at),
      timeOf(chat.updated_at),
      chat.rating,
      comment,
      chat.page_url,
      chat.page_title,
      chat.referrer,
      chat.language,
    ],
    ...[chat.browser, chat.system, chat.device, ofVisitor, ofOperators],
    firstAnswerAt && Math.round((firstAnswerAt - chat.started_at) / 1_000),
  ]);
}

async function* writeMessages(chat: ChatOverviewRow, pages: Pages, around: Around) {
  const link = linkTo(around.publicUrl, chat);
  const beginning = [chat.id, link, chat.site_name, ...visitorIn(chat)];
  for await (const page of pages) {
    yield page
      .map((row) => {
        const { seq, at, author_role: from } = row;
        const body = bodyOf(row);
        const where = [...beginning.with(1, `${link}#${seq}`), seq, timeOf(at), from];
        return csvLine([...where, nameOf(row, chat, around), body.kind, textOf(body)]);
      })
      .join('');
  }
}

/** Event by event: a line may be longer than there is room for. */
async function* writeJson(chat: ChatOverviewRow, pages: Pages, around: Around) {
  const { id, site, visitor, state, operator, rating, startedAt, updatedAt, ...rest } = summarise(
    chat,
    false,
  );
  const { page: at, device, language, group, goals } = rest;
  const exported: Omit<ExportedChat, 'events'> = {
    ...{ id, site, visitor, state, operator, rating, startedAt, updatedAt },
    ...{ page: at, device, language, group, goals, tags: tagsIn(chat, around) },
  };
  yield `${JSON.stringify(exported).slice(0, -1)},"events":[`;
  let comma = '';
  for await (const page of pages) {
    const events = page.map((row) => {
      const { id: event, seq, at: time } = row;
      const said: Omit<ChatEvent, 'chat' | 'prev'> = {
        ...{ seq, id: event, at: time, author: authorOf(row), event: bodyOf(row) },
      };
      return JSON.stringify(said);
    });
    yield comma + events.join(',');
    if (events.length > 0) comma = ',';
  }
  yield ']}\n';
}

/** Unchecked: the relay stored it, checked, and what an older version stored is exported as it is. */
function bodyOf(row: EventRow): EventBody {
  return JSON.parse(row.body) as EventBody;
}

function linkTo(publicUrl: string, { id }: ChatOverviewRow): string {
  return `${publicUrl}/console/chat/${id}`;
}

/** Name, e-mail, the user whom the site proves them to be, and what of it is proven; the rest is their own or the page's word. */
function visitorIn(chat: ChatOverviewRow): (string | null)[] {
  const verified = verifiedOf(chat);
  const proven = verified
    ? ['user', verified.name && 'name', verified.email && 'email'].filter(Boolean)
    : [];
  return [nameOfVisitor(chat), chat.visitor_email, verified?.userId ?? null, proven.join(', ')];
}

/** Who has no name is told apart by the mark that the console shows, with the word before it: spreadsheets take `12E45` for a number. */
function nameOfVisitor({ visitor_name, visitor_id }: ChatOverviewRow): string {
  return visitor_name || `Visitor ${markOf(visitor_id)}`;
}

function tagsIn(chat: ChatOverviewRow, { tagNames }: Around): string[] {
  return tagsOf(chat).flatMap((tag) => tagNames.get(tag) ?? []);
}

function timeOf(at: number): string {
  return new Date(at).toISOString();
}

function nameOf(row: EventRow, chat: ChatOverviewRow, { operatorNames }: Around): string {
  const author = authorOf(row);
  if (author.role === 'operator') return operatorNames.get(author.id) ?? '';
  return author.role === 'visitor' ? nameOfVisitor(chat) : '';
}

function textOf(body: EventBody): string {
  switch (body.kind) {
    case 'message':
    case 'note':
      return body.text;
    case 'file':
      return body.file.name;
    case 'form':
      return body.answers.map(answerAsText).join('\n');
    case 'rating':
      return [body.good ? 'good' : 'bad', body.comment ?? ''].filter(Boolean).join(': ');
    case 'assigned':
    case 'joined':
      return body.operator.name;
    case 'tagged':
      return `${body.on ? '+' : '-'} ${body.tag.name}`;
    case 'transferred':
      return 'operator' in body.to ? body.to.operator.name : body.to.group.name;
    case 'queued':
    case 'closed':
    case 'reopened':
      return '';
  }
}
