import { randomBytes } from 'node:crypto';
import { uuidv7 } from 'uuidv7';
import type { EventId } from '../../protocol/index.ts';
import { hashOf } from '../../server/access/secrets.ts';
import { demoSite } from '../../server/app/demo-site.ts';
import { writeEvents } from '../../server/chats/write-events.ts';
import { indexBatch } from '../../server/search/index.ts';
import { createSites } from '../../server/sites/index.ts';
import {
  insertVisitor,
  openStorage,
  type Storage,
  takeOutbox,
} from '../../server/storage/index.ts';
import {
  message,
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
/** Events of a chat that are appended at once. */
const PAGE = 500;
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
    const chats: StoredChat[] = [];
    for (const [nth, messages] of sizes.entries()) {
      const name = `Visitor ${nth + 1}`;
      const { person, token } = await newVisitor(storage, site, name);
      const endedAt = Date.now() - nth * SECOND_MS;
      await fillChat(storage, person, messages, endedAt);
      chats.push({ name, token, last: `${messages}. ` });
    }
    while ((await storage.write((db) => takeOutbox(db, 200))).length > 0);
    while ((await indexBatch(storage)) > 0);
    return chats;
  } finally {
    await storage.close();
  }
}

async function newVisitor(
  storage: Storage,
  site: Person['site'],
  name: string,
): Promise<{ person: Person; token: string }> {
  const visitor = newVisitorId();
  const token = randomBytes(16).toString('hex');
  const created_at = Date.now();
  const owned = { site_id: site, created_at };
  await storage.write((db) =>
    insertVisitor(
      db,
      { id: visitor, name, email: null, ...owned },
      {
        hash: hashOf(token),
        visitor_id: visitor,
        remembered: 0,
        expires_at: created_at + DAY_MS,
        ...owned,
      },
    ),
  );
  return { person: { visitor, site }, token };
}

/** Messages a second apart; the last one comes from the visitor, and carries its number as all do. */
async function fillChat(
  storage: Storage,
  person: Person,
  messages: number,
  endedAt: number,
): Promise<void> {
  const operator = newOperatorId();
  for (let first = 0; first < messages; first += PAGE) {
    const count = Math.min(PAGE, messages - first);
    const news = Array.from({ length: count }, (_, index) => {
      const nth = first + index + 1;
      const isVisitors = (messages - nth) % 2 === 0;
      const text = `${nth}. ${SENTENCES[nth % SENTENCES.length]}`;
      return {
        id: newId(),
        author: isVisitors
          ? ({ role: 'visitor', id: person.visitor } as const)
          : ({ role: 'operator', id: operator } as const),
        body: { kind: 'message', text } as const,
      };
    });
    const startedAt = endedAt - messages * SECOND_MS;
    await storage.append([
      says(person, '', {
        id: newId(),
        sentBody: message(''),
        decide: (found) => {
          const chat = found ?? newChat(person, { state: 'unanswered', started_at: startedAt });
          const written = writeEvents(chat, endedAt, news);
          const events = written.events.map((event) => ({
            ...event,
            at: startedAt + event.seq * SECOND_MS,
          }));
          return { chat: written.chat, events };
        },
      }),
    ]);
  }
}
