import { createRandom } from '../../test/helpers/seeded-random.ts';
import { PAGE, type Wish } from './pages.ts';
import type { Filled, StoredChat } from './writer.ts';

const CHATS = 16;
/** A visitor may see fifty events before here, whatever notes there are. */
const EARLIEST = PAGE * 2;
const SEED = 2;

/** The longest chats, but only of visitors who have no other: it is the one they are welcomed with. */
export function longestChats({ chats }: Filled): readonly StoredChat[] {
  const counts = new Map<string, number>();
  for (const { token } of chats.values()) counts.set(token, (counts.get(token) ?? 0) + 1);
  return [...chats.values()]
    .filter(({ token, lastSeq }) => lastSeq > EARLIEST && counts.get(token) === 1)
    .sort((one, other) => other.lastSeq - one.lastSeq)
    .slice(0, CHATS);
}

/** Pages anywhere in these chats, the same at each call. */
export function randomWishes(chats: readonly StoredChat[], count: number): readonly Wish[] {
  const [first, ...rest] = chats;
  if (!first) throw new Error('no chat is long enough');
  const random = createRandom(SEED);
  return Array.from({ length: count }, () => {
    const chat = random.pick([first, ...rest]);
    return { chat, before: random.between(EARLIEST, chat.lastSeq) };
  });
}
