import { randomBytes } from 'node:crypto';
import { uuidv7 } from 'uuidv7';
import type { EventId } from '../../protocol/index.ts';
import { hashOf } from '../../server/access/secrets.ts';
import { demoSite } from '../../server/app/demo-site.ts';
import { type NewEvent, writeEvents } from '../../server/chats/write-events.ts';
import { indexBatch } from '../../server/search/index.ts';
import { createSites } from '../../server/sites/index.ts';
import {
  type AppendRequest,
  type ChatRow,
  insertVisitor,
  openStorage,
  takeOutbox,
} from '../../server/storage/index.ts';
import {
  newChat,
  newOperatorId,
  newVisitorId,
  type Person,
  says,
} from '../../test/contracts/storage-fixtures.ts';

/** A chat that was stored before the relay began, and the token by which its visitor comes back. */
export interface StoredChat {
  /** Its visitor's name, by which the inbox shows it. */
  readonly name: string;
  readonly token: string;
  /** How its last message begins, as no other one does; whoever writes to the chat says so here. */
  last: string;
}

// A UUIDv7 is what the brand stands for.
const newId = () => uuidv7() as EventId;

const SECOND_MS = 1_000;
const DAY_MS = 86_400_000;
/** Events of a chat that are one wish, and wishes that are appended at once. */
const PAGE = 50;
const BATCH = 20;
const SENTENCES = [
  'Do you ship teapots to Oslo, and how long does it take?',
  'We do! It takes four to six days, and you get a number to follow the parcel by.',
  'Thanks.',
  'The lid of mine came with a crack in it. I have taken two pictures of it, and of the box that it came in, which looks as though somebody had stood on it for a while.',
  'I am sorry to hear that. A new one leaves today, and you may keep the other.',
];

/**
 * Makes an installation in an empty folder: the site is the demo shop's, and its open chats have so many messages each, from
 * visitor and operator in turn. Written with the storage's own append: faster than people could, and the same rows. What a
 * relay would do of it later, such as the index of words, is done. The one that changed last comes first, as the inbox shows them.
 */
export async function fillChats(
  dataDir: string,
  sizes: readonly number[],
): Promise<readonly StoredChat[]> {
  const storage = await openStorage({ dataDir });
  try {
    const { id: site } = await demoSite(createSites({ storage }));
    const newcomers = sizes.map((_, nth) => newcomer(site, `Visitor ${nth + 1}`));
    await storage.write(async (db) => {
      for (const { visitor, key } of newcomers) await insertVisitor(db, visitor, key);
    });
    const wishes = newcomers.flatMap(({ visitor }, nth) =>
      wishesOf({ visitor: visitor.id, site }, sizes[nth] ?? 0, Date.now() - nth * SECOND_MS),
    );
    while (wishes.length > 0) await storage.append(wishes.splice(0, BATCH));
    while ((await storage.write((db) => takeOutbox(db, 200))).length > 0);
    while ((await indexBatch(storage)) > 0);
    return newcomers.map(({ visitor, token }, nth) => ({
      name: visitor.name,
      token,
      last: `${sizes[nth]}. `,
    }));
  } finally {
    await storage.close();
  }
}

function newcomer(site: Person['site'], name: string) {
  const id = newVisitorId();
  const token = randomBytes(16).toString('hex');
  const created_at = Date.now();
  const owned = { site_id: site, created_at };
  const life = { remembered: 0, expires_at: created_at + DAY_MS };
  return {
    token,
    visitor: { id, name, email: null, ...owned },
    key: { hash: hashOf(token), visitor_id: id, ...life, ...owned },
  };
}

/** Messages a second apart; the last one comes from the visitor, and each begins with its number. */
function wishesOf(person: Person, messages: number, endedAt: number): AppendRequest[] {
  const operator = newOperatorId();
  const startedAt = endedAt - messages * SECOND_MS;
  const news = Array.from({ length: messages }, (_, index) => {
    const nth = index + 1;
    const isVisitors = (messages - nth) % 2 === 0;
    const author = isVisitors
      ? ({ role: 'visitor', id: person.visitor } as const)
      : ({ role: 'operator', id: operator } as const);
    const text = `${nth}. ${SENTENCES[nth % SENTENCES.length]}`;
    return { id: newId(), author, body: { kind: 'message', text } as const };
  });
  const decide = (found: ChatRow | null, page: readonly NewEvent[]) => {
    const chat = found ?? newChat(person, { state: 'unanswered', started_at: startedAt });
    const written = writeEvents(chat, endedAt, page);
    const at = (seq: number) => startedAt + seq * SECOND_MS;
    return {
      chat: written.chat,
      events: written.events.map((event) => ({ ...event, at: at(event.seq) })),
    };
  };
  const pages = Array.from({ length: Math.ceil(messages / PAGE) }, (_, nth) =>
    news.slice(nth * PAGE, (nth + 1) * PAGE),
  );
  return pages.map((page) =>
    says(person, '', { id: newId(), decide: (found) => decide(found, page) }),
  );
}
