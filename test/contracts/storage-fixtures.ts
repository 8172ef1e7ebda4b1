import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type {
  ChatId,
  EventId,
  OperatorId,
  SiteId,
  SiteKey,
  VisitorId,
} from '../../protocol/index.ts';
import type { AppendRequest, ChatRow, EventRow, Storage } from '../../server/storage/index.ts';

/** A new folder that is gone after the test. */
export async function newPlace(): Promise<string> {
  const place = await mkdtemp(join(tmpdir(), 'counterbell-storage-'));
  onTestFinished(() => rm(place, { recursive: true, force: true }));
  return place;
}

// Random UUIDs are what all these brands stand for.
export const newEventId = () => randomUUID() as EventId;
export const newChatId = () => randomUUID() as ChatId;
export const newVisitorId = () => randomUUID() as VisitorId;
export const newOperatorId = () => randomUUID() as OperatorId;

/** A visitor who says things on a site that exists. */
export interface Person {
  readonly visitor: VisitorId;
  readonly site: SiteId;
}

/** Stores a site with one visitor. */
export async function visitorOf(storage: Storage): Promise<Person> {
  const site = randomUUID() as SiteId;
  const visitor = newVisitorId();
  const created_at = 1;
  await storage.write(async (db) => {
    const key = site.replaceAll('-', '') as SiteKey;
    const rest = { name: 'Lamps', domains: '[]', settings: '{}', created_at };
    await db
      .insertInto('sites')
      .values({ id: site, key, ...rest })
      .execute();
    const person = { id: visitor, site_id: site, name: null, email: null, created_at };
    await db.insertInto('visitors').values(person).execute();
  });
  return { visitor, site };
}

export function newChat({ visitor, site }: Person, change: Partial<ChatRow> = {}): ChatRow {
  return {
    id: newChatId(),
    site_id: site,
    visitor_id: visitor,
    state: 'queued',
    operator_id: null,
    group_id: null,
    last_operator_id: null,
    awaits_reply: 0,
    awaits_since: null,
    offered_until: null,
    idle: 0,
    missed: '',
    last_seq: 0,
    last_visible_seq: 0,
    last_visitor_seq: 0,
    seen_visitor: 0,
    seen_operator: 0,
    delivered_visitor: 0,
    delivered_operator: 0,
    preview: '',
    rating: null,
    surveyed: 0,
    waiting_since: 1,
    page_url: 'https://lamps.example/',
    page_title: 'Lamps',
    referrer: '',
    browser: 'Firefox',
    system: 'Linux',
    device: 'desktop',
    language: 'en',
    tags: '[]',
    goals: '[]',
    started_at: 1,
    said_at: 1,
    updated_at: 1,
    ...change,
  };
}

/** What follows when one more event is written to a chat. */
export function oneMore(
  chat: ChatRow,
  event: Pick<EventRow, 'id' | 'author_id' | 'body'> & Partial<EventRow>,
): { chat: ChatRow; events: [EventRow] } {
  const seq = chat.last_seq + 1;
  const written: EventRow = {
    chat_id: chat.id,
    seq,
    visible_prev: chat.last_visible_seq,
    author_role: 'visitor',
    audience: 'all',
    sent_hash: null,
    at: 1_000 + seq,
    ...event,
  };
  const last_visible_seq = written.audience === 'all' ? seq : chat.last_visible_seq;
  return { chat: { ...chat, last_seq: seq, last_visible_seq }, events: [written] };
}

export const message = (text: string) => JSON.stringify({ kind: 'message', text });

/** A visitor's message to their open chat, or to a new one. */
export function says(
  person: Person,
  text: string,
  change: Partial<AppendRequest> = {},
): AppendRequest {
  const id = change.id ?? newEventId();
  const sentBody = message(text);
  return {
    target: person,
    authorId: person.visitor,
    id,
    sentBody,
    decide: (found) =>
      oneMore(found ?? newChat(person), { id, author_id: person.visitor, body: sentBody }),
    ...change,
  };
}

/** Appends one request; fails where it was not appended. */
export async function appended(storage: Storage, request: AppendRequest) {
  const [result] = await storage.append([request]);
  if (result?.outcome !== 'appended') throw new Error(`not appended: ${JSON.stringify(result)}`);
  return result;
}
