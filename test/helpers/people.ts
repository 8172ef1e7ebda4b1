import type { ChatId, ChatSummary, RelayFrame, ToVisitorFrame } from '../../protocol/index.ts';
import { NAMES } from '../../protocol/index.ts';
import type { ConsoleApi } from './console-api.ts';
import { helloTo, messageTo, openLine } from './frame-line.ts';

/** A visitor who speaks the protocol from a page of the demo shop. */
export async function visitorArrives(
  relayUrl: string,
  site: string,
  extra: Record<string, unknown> = {},
) {
  const line = await openLine(relayUrl, NAMES.visitorSocket, { origin: 'http://localhost' });
  line.say(helloTo(site, extra));
  const welcome = await line.hear('welcome');
  if (!('visitor' in welcome)) throw new Error('the relay welcomed an operator');
  return {
    line,
    welcome,
    token: welcome.token,
    /** Waits until the relay says whether somebody accepts chats. */
    async hearsAccepting(accepting: boolean) {
      if (welcome.accepting === accepting && !line.heard.some(isPresence)) return;
      await line.hear('presence', (frame) => isPresence(frame) && frame.accepting === accepting);
    },
    /** Writes and waits until it is stored. */
    async writes(text: string, chat: ChatId | 'new' = 'new') {
      const message = messageTo(chat, text);
      line.say(message);
      return line.hear('sent', ({ id }) => id === message.id);
    },
  };
}

function isPresence(frame: RelayFrame): frame is Extract<ToVisitorFrame, { type: 'presence' }> {
  return frame.type === 'presence' && 'accepting' in frame;
}

/** An operator with the console open, who speaks the protocol. */
export async function operatorArrives(relayUrl: string, api: ConsoleApi) {
  const line = await openLine(relayUrl, NAMES.operatorSocket, {
    origin: relayUrl,
    cookie: api.cookie,
  });
  line.say({ type: 'hello' });
  const welcome = await line.hear('welcome');
  if (!('operator' in welcome)) throw new Error('the relay welcomed a visitor');
  const { operator } = welcome;
  return {
    line,
    welcome,
    id: operator.id,
    /** Takes new chats, or not, and waits until the relay knows. */
    async accepts(accepting = true) {
      line.say({ type: 'presence', accepting });
      await line.hear(
        'presence',
        (frame) =>
          'operators' in frame &&
          frame.operators.some((one) => one.id === operator.id && one.accepting === accepting),
      );
    },
    /** The inbox's row of a chat, once it is as `fits` says. */
    async sees(chat: ChatId, fits: (summary: ChatSummary) => boolean = () => true) {
      const frame = await line.hear('chat', (one) => one.chat.id === chat && fits(one.chat));
      return frame.chat;
    },
    watches(chat: ChatId) {
      line.say({ type: 'watch', chat, after: 0, epoch: '' });
    },
  };
}

/** A `send` frame of an operator. */
export function operatorSend(chat: ChatId, event: Record<string, unknown>, id: string) {
  return { type: 'send', id, chat, event };
}

/** Says frames of a visitor's over HTTP: the answer comes when all of them are done. Gives back what the relay said. */
export async function saysAtOnce(
  relayUrl: string,
  site: string,
  token: string | undefined,
  ...frames: Record<string, unknown>[]
): Promise<string> {
  const lines = [helloTo(site, { token }), ...frames].map((frame) => JSON.stringify(frame));
  const headers = { origin: 'http://localhost' };
  const body = lines.join('\n');
  const answer = await fetch(relayUrl + NAMES.visitorFrames, { method: 'POST', headers, body });
  return answer.text();
}
