import { once } from 'node:events';
import { watch } from 'node:fs';
import { uuidv7 } from 'uuidv7';
import { NAMES } from '../../protocol/index.ts';
import { demoSiteKey } from '../helpers/demo-site.ts';
import { helloTo, messageTo, openLine } from '../helpers/frame-line.ts';
import type { Acknowledgement } from './disk-event.ts';
import { textOf } from './message-text.ts';

/** So many write at the same time, so that some commits hold several messages. */
const VISITORS = 8;
/** What one visitor says before the next comes: fewer than the relay takes without a pause. */
const MESSAGES_EACH = 25;
const CHECKPOINT_WITHIN_MS = 30_000;

/** Visitors come, each with a chat, and write; gives back what they were told is stored. */
export async function sendMessages(relayUrl: string, count: number): Promise<Acknowledgement[]> {
  const site = await demoSiteKey(relayUrl);
  const acknowledged: Acknowledgement[] = [];
  let left = count;

  async function visit(): Promise<void> {
    const messages = Math.min(left, MESSAGES_EACH);
    left -= messages;
    const line = await openLine(relayUrl, NAMES.visitorSocket, { origin: 'http://localhost' });
    line.say(helloTo(site));
    await line.hear('welcome');
    let chat: Parameters<typeof messageTo>[0] = 'new';
    for (let number = 0; number < messages; number += 1) {
      const id = uuidv7();
      line.say(messageTo(chat, textOf(id), id));
      const sent = await line.hear('sent', (frame) => frame.id === id);
      chat = sent.chat;
      acknowledged.push({ id, chat, seq: sent.seq });
    }
    await line.hangUp();
  }

  async function visitOneAfterAnother(): Promise<void> {
    while (left > 0) await visit();
  }

  await Promise.all(Array.from({ length: VISITORS }, visitOneAfterAnother));
  return acknowledged;
}

/** Resolves when the relay, idle now, has begun to move its write-ahead log into the database file. */
export async function checkpointed(databaseFile: string): Promise<void> {
  const watcher = watch(databaseFile);
  try {
    await once(watcher, 'change', { signal: AbortSignal.timeout(CHECKPOINT_WITHIN_MS) });
  } finally {
    watcher.close();
  }
}
