import type { Storage } from '../../server/storage/index.ts';
import {
  message,
  newChat,
  newEventId,
  oneMore,
  says,
  visitorOf,
} from '../../test/contracts/storage-fixtures.ts';
import { createRandom } from '../../test/helpers/seeded-random.ts';

const EVENTS_PER_CHAT = 100;
const VOCABULARY = 20_000;
const WORDS = 12;
const FIRST_AT = 1_750_000_000_000;

/** Writes so many messages into chats of a hundred, a second apart. Words are as common as in speech, about. */
export async function writeEvents(storage: Storage, count: number): Promise<void> {
  const random = createRandom(1).next;
  const vocabulary = Array.from({ length: VOCABULARY }, () => newWord(random));
  for (let first = 0; first < count; first += EVENTS_PER_CHAT) {
    const person = await visitorOf(storage);
    const requests = Array.from({ length: EVENTS_PER_CHAT }, (_, index) => {
      const id = newEventId();
      const body = message(textOf(first + index, vocabulary, random));
      const event = { id, author_id: person.visitor, body, at: FIRST_AT + (first + index) * 1_000 };
      return says(person, '', { id, decide: (found) => oneMore(found ?? newChat(person), event) });
    });
    await storage.append(requests);
  }
}

function textOf(nth: number, vocabulary: readonly string[], random: () => number): string {
  // The third power makes few words common and most rare.
  const word = () => vocabulary[Math.floor(VOCABULARY * random() ** 3)];
  const words = Array.from({ length: WORDS }, word);
  if (nth % 2 === 0) words.push('hello');
  if (nth % 5_000 === 7) words.push('zebrafish');
  return words.join(' ');
}

function newWord(random: () => number): string {
  const letter = () => String.fromCharCode(97 + Math.floor(random() * 26));
  return Array.from({ length: 3 + Math.floor(random() * 8) }, letter).join('');
}
