import type { RedisAddress } from './address.ts';
import { type Connections, openConnections } from './connections.ts';
import { examineServer } from './examine-server.ts';
import type { Names } from './names.ts';
import { repliesOf } from './replies-of.ts';
import type { Client } from './until-ready.ts';

/** Beyond so many characters that the server has not taken yet, hints are dropped: a server that hangs must not fill the memory. */
const MOST_UNSENT_CHARACTERS = 8_388_608;

/** An open way to the server: subscribed, and allowed to do all that the bus does. */
export interface Line {
  readonly client: Client;
  /** Says a message on a part's channel; rejects where the server did not take it. */
  say(part: number, text: string): Promise<void>;
  /** Whether so much waits to be taken that hints are better dropped. */
  isFull(): boolean;
  onEnd(listener: () => void): void;
  close(): void;
}

/** What opening a line needs. */
export interface LineOptions {
  readonly address: RedisAddress;
  readonly names: Names;
  /** Told of everything on the channels, this node's own messages included. */
  onMessage(part: number, text: string): void;
  /** A message for a part's channel that only shows that messages come through. */
  echo(part: number): string;
}

/** Opens a line, or rejects with what hindered it and leaves nothing open. The signal ends the attempt. */
export async function openLine(options: LineOptions, signal: AbortSignal): Promise<Line> {
  const connections = await openConnections(options.address, signal);
  const cancel = (): void => connections.close();
  signal.addEventListener('abort', cancel);
  try {
    const { address, names } = options;
    examineServer(await infoOf(connections.commands), address.kind);
    await tryEverything(connections.commands, names);
    await subscribe(connections, options);
    const line = lineOver(connections, names);
    await hearEchoes(line, connections, options, signal);
    return line;
  } catch (error) {
    connections.close();
    throw signal.aborted ? signal.reason : error;
  } finally {
    signal.removeEventListener('abort', cancel);
  }
}

function lineOver({ commands, onEnd, close }: Connections, names: Names): Line {
  let unsent = 0;
  return {
    client: commands,
    async say(part, text) {
      unsent += text.length;
      try {
        await commands.spublish(names.channel(part), text);
      } finally {
        unsent -= text.length;
      }
    },
    isFull: () => unsent > MOST_UNSENT_CHARACTERS,
    onEnd,
    close,
  };
}

async function subscribe({ subscriber }: Connections, { names, onMessage }: LineOptions) {
  subscriber.on('smessage', (channel: string, text: string) => {
    const part = names.partOfChannel(channel);
    if (part !== undefined) onMessage(part, text);
  });
  const channels = Array.from({ length: names.parts }, (_, part) => names.channel(part));
  // One by one, because a cluster takes only channels of one slot together.
  await Promise.all(channels.map((channel) => subscriber.ssubscribe(channel)));
}

/** Says something on every channel and waits until all of it came back. */
async function hearEchoes(
  line: Line,
  { subscriber }: Connections,
  { names, echo }: LineOptions,
  signal: AbortSignal,
): Promise<void> {
  const awaited = new Set(Array.from({ length: names.parts }, (_, part) => echo(part)));
  let onAbort = (): void => undefined;
  let onMessage = (_channel: string, _text: string): void => undefined;
  const heard = new Promise<void>((resolve, reject) => {
    onAbort = () => reject(signal.reason);
    onMessage = (_, text) => {
      awaited.delete(text);
      if (awaited.size === 0) resolve();
    };
  });
  subscriber.on('smessage', onMessage);
  signal.addEventListener('abort', onAbort);
  try {
    await Promise.all([heard, ...[...awaited].map((text, part) => line.say(part, text))]);
  } finally {
    subscriber.off('smessage', onMessage);
    signal.removeEventListener('abort', onAbort);
  }
}

/** What a server says of itself; nothing where the user may not ask, which the bus does not need. */
async function infoOf(client: Client): Promise<string> {
  try {
    return await client.info();
  } catch (error) {
    if (error instanceof Error && error.message.startsWith('NOPERM')) return '';
    throw error;
  }
}

/** Does once what the bus does later with keys, so that a right that is missing shows at once and not in the night. */
async function tryEverything(client: Client, names: Names): Promise<void> {
  const key = names.useKey('start');
  const set = names.visitorKey('start');
  await repliesOf(client.multi().incr(key).pexpire(key, 1_000, 'NX').pttl(key));
  await repliesOf(client.pipeline().sadd(set, 'start').pexpire(set, 1_000));
  await repliesOf(client.pipeline().smembers(set).srem(set, 'start'));
}
