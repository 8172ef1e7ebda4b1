import { randomBytes } from 'node:crypto';
import type { ChatId, VisitorToken } from '../../protocol/index.ts';
import { demoSite } from '../../server/app/demo-site.ts';
import { createSites } from '../../server/sites/index.ts';
import type { AppendResult, Storage } from '../../server/storage/index.ts';
import { createRandom, type Random } from '../../test/helpers/seeded-random.ts';
import { type Conversation, nextStep, type World } from './conversation.ts';
import { createPast } from './past.ts';
import { type StoredVisitor, storeOperator, storeVisitor } from './people.ts';
import { createSay } from './say.ts';

/** A chat, and the token its visitor's browser has. */
export interface StoredChat {
  readonly chat: ChatId;
  readonly token: VisitorToken;
  readonly lastSeq: number;
}

/** What a folder was filled with so far. */
export interface Filled {
  readonly chats: ReadonlyMap<ChatId, StoredChat>;
  readonly events: number;
  /** Messages, numbered from 0 as `Say` has them. */
  readonly messages: number;
}

export interface Writer {
  readonly filled: Filled;
  /** Takes so many steps of chats, in one transaction. */
  write(steps: number): Promise<void>;
}

/** Chats that go on beside one another, and are open at the end. */
const OPEN_CHATS = 32;
/** Of new chats, those of a visitor who was here before. */
const RETURNING = 0.25;
/** Steps of the shortest chats; half have fewer than twice as many. */
const SHORTEST = 10;
const SEED = 1;

/** Writes the past of an installation that has none. `events` and `longest` as in FillOptions. */
export async function createWriter(
  storage: Storage,
  { events, longest }: { readonly events: number; readonly longest: number },
): Promise<Writer> {
  const random = createRandom(SEED);
  const world = await createWorld(storage, events, random);
  const going: (Conversation | undefined)[] = Array.from({ length: OPEN_CHATS });
  const gone: StoredVisitor[] = [];
  const chats = new Map<ChatId, StoredChat>();
  const filled = { chats, events: 0, messages: 0 };

  function visitorReturns(): StoredVisitor | undefined {
    if (random.next() > RETURNING) return undefined;
    return gone.splice(random.below(gone.length), 1)[0];
  }

  function begin(newcomers: StoredVisitor[]): Conversation {
    const id = world.past.idAt(world.past.now());
    let visitor = visitorReturns();
    if (!visitor) {
      visitor = { visitor: id, token: newToken() };
      newcomers.push(visitor);
    }
    const length = Math.floor(SHORTEST / (1 - random.next()));
    return { ...visitor, chat: id, taken: 0, left: Math.min(longest, length) };
  }

  function step(newcomers: StoredVisitor[]) {
    const place = random.below(OPEN_CHATS);
    const one = going[place] ?? begin(newcomers);
    const request = nextStep(world, one, () => filled.messages++);
    going[place] = one.left > 0 ? one : undefined;
    return { one, request };
  }

  function note({ token }: StoredVisitor, result: AppendResult | undefined): void {
    if (result?.outcome !== 'appended') throw new Error(`not stored: ${JSON.stringify(result)}`);
    const { id, last_seq } = result.chat;
    filled.events += result.events.length;
    chats.set(id, { chat: id, token, lastSeq: last_seq });
  }

  return {
    filled,
    async write(count) {
      const newcomers: StoredVisitor[] = [];
      const at = world.past.now();
      const steps = Array.from({ length: count }, () => step(newcomers));
      await storage.write(async (db) => {
        for (const one of newcomers) await storeVisitor(db, world.site, one, at);
      });
      const results = await storage.append(steps.map(({ request }) => request));
      for (const [nth, { one }] of steps.entries()) note(one, results[nth]);
      // Only now: in one commit with its end, a chat is not followed by another of the same visitor.
      const conversations = new Set(steps.map(({ one }) => one));
      gone.push(...[...conversations].filter(({ left }) => left === 0));
    },
  };
}

/** Makes the demo site and an operator. */
async function createWorld(storage: Storage, events: number, random: Random): Promise<World> {
  const past = createPast(events, random.fork('ids').next);
  const at = past.now();
  const site = await demoSite(createSites({ storage, now: past.now }));
  const operator = await storage.write((db) => storeOperator(db, past.idAt(at), at));
  return { site: site.id, operator, past, random, say: createSay(random.fork('words').next) };
}

/** As the relay makes them. */
function newToken(): VisitorToken {
  return randomBytes(16).toString('hex') as VisitorToken; // 128 random bits are what the brand stands for
}
