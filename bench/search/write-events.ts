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
import { createSay } from '../stored/say.ts';

const EVENTS_PER_CHAT = 100;
const FIRST_AT = 1_750_000_000_000;

/** Writes so many messages into chats of a hundred, a second apart. Words are as common as in speech, about. */
export async function writeEvents(storage: Storage, count: number): Promise<void> {
  const say = createSay(createRandom(1).next);
  for (let first = 0; first < count; first += EVENTS_PER_CHAT) {
    const person = await visitorOf(storage);
    const requests = Array.from({ length: EVENTS_PER_CHAT }, (_, index) => {
      const id = newEventId();
      const body = message(say(first + index));
      const event = { id, author_id: person.visitor, body, at: FIRST_AT + (first + index) * 1_000 };
      return says(person, '', { id, decide: (found) => oneMore(found ?? newChat(person), event) });
    });
    await storage.append(requests);
  }
}
