import { uuidv7 } from 'uuidv7';
import type { ChatId } from '../../protocol/index.ts';
import { becomeOwner } from '../../test/helpers/console-api.ts';
import { demoSiteKey } from '../../test/helpers/demo-site.ts';
import { messageTo } from '../../test/helpers/frame-line.ts';
import { operatorArrives, operatorSend, visitorArrives } from '../../test/helpers/people.ts';

/** A chat of a visitor and an operator, each on a line of their own. */
export interface FilledChat {
  /** The visitor's, for the cookie of their browser. */
  readonly token: string;
  /** Every text in its order, those of both. */
  readonly texts: readonly string[];
  /** They write on, five messages each in turn, until the chat has so many. */
  fillTo(messages: number): Promise<void>;
  hangUp(): Promise<void>;
}

/** So many messages stand together before the other answers. */
const IN_A_ROW = 5;

const SENTENCES = [
  'Good morning! I ordered a round teapot last week and have not heard of it since.',
  'It has left the kiln on Tuesday and was packed yesterday.',
  'Thank you.',
  'The parcel should be with you on Friday; here is where it is: https://example.org/parcels/1290',
  'And if I am not at home then? The neighbours on the ground floor would take it, I think.',
];

/** Begins a chat on a relay that lets one client do what many would; its owner is whoever uses the link. */
export async function beginChat(relay: {
  readonly url: string;
  readonly ownerLink: string | undefined;
}): Promise<FilledChat> {
  const visitor = await visitorArrives(relay.url, await demoSiteKey(relay.url));
  const operator = await operatorArrives(relay.url, await becomeOwner(relay));
  if (!visitor.token) throw new Error('the relay gave a new visitor no token');
  const texts = [textOf(0)];
  const { chat } = await visitor.writes(textOf(0));
  await says(operator.line, operatorSend(chat, { kind: 'joined' }, uuidv7()));

  async function turn(line: typeof visitor.line, count: number): Promise<void> {
    const messages = Array.from({ length: count }, () => nextMessage(chat, texts));
    for (const message of messages.slice(0, -1)) line.say(message);
    const last = messages.at(-1);
    if (last) await says(line, last);
  }

  return {
    token: visitor.token,
    texts,
    async fillTo(messages) {
      while (texts.length < messages) {
        const isOperators = Math.floor(texts.length / IN_A_ROW) % 2 === 1;
        const count = Math.min(messages - texts.length, IN_A_ROW - (texts.length % IN_A_ROW));
        await turn(isOperators ? operator.line : visitor.line, count);
      }
    },
    async hangUp() {
      await visitor.line.hangUp();
      await operator.line.hangUp();
    },
  };
}

function nextMessage(chat: ChatId, texts: string[]) {
  const text = textOf(texts.length);
  texts.push(text);
  return messageTo(chat, text);
}

function textOf(nth: number): string {
  return `${nth}. ${SENTENCES[nth % SENTENCES.length]}`;
}

/** One line's frames are taken in their order: once the last one is acknowledged, all are. */
async function says(
  line: Awaited<ReturnType<typeof visitorArrives>>['line'],
  frame: { readonly id: string; readonly [name: string]: unknown },
): Promise<void> {
  line.say(frame);
  await line.hear('sent', ({ id }) => id === frame.id);
}
