import { once } from 'node:events';
import { WebSocket } from 'ws';
import { type ChatId, NAMES } from '../../protocol/index.ts';
import { helloTo } from '../../test/helpers/frame-line.ts';
import type { RunningCounterbell } from '../contenders/counterbell.ts';
import type { RawPage, RawWish } from '../contenders/programs/raw-pages.ts';
import type { StoredChat } from './writer.ts';

/** Events of a page. */
export const PAGE = 50;

/** The 50 events of a chat before a number; it must have them. */
export interface Wish {
  readonly chat: StoredChat;
  readonly before: number;
}

export interface Page {
  /** From when it was asked for until all of it had arrived, in milliseconds. */
  readonly ms: number;
  /** Of these, what the query took, where the server tells. */
  readonly queryMs?: number;
  /** The events' numbers, oldest first. */
  readonly seqs: readonly number[];
}

/** Reads pages over a socket, one after another. */
export interface PageReader {
  read(wish: Wish): Promise<Page>;
  close(): void;
}

const EVENT = Buffer.from('{"type":"event",');
const SEQ = /"seq":(\d+)/;

/** What an operator is told when they open the console. */
interface Welcomed {
  readonly epoch: string;
  /** From `hello` to `welcome`, with all of the inbox in it. */
  readonly welcomeMs: number;
}

/** The owner, with the console open. */
export async function openAsOperator(relay: RunningCounterbell): Promise<PageReader & Welcomed> {
  const headers = { origin: relay.url, cookie: relay.owner.cookie };
  const socket = await open(`ws://127.0.0.1:${relay.port}${NAMES.operatorSocket}`, headers);
  const began = performance.now();
  const { epoch } = await say(socket, { type: 'hello' });
  const welcomeMs = performance.now() - began;
  return { ...readerOn(() => socket), epoch, welcomeMs, close: () => socket.terminate() };
}

/** The visitors of these chats, each in a browser that has all of the chat but what is asked for. */
export async function openAsVisitors(
  relay: RunningCounterbell,
  chats: readonly StoredChat[],
  epoch: string,
): Promise<PageReader> {
  const sockets = new Map<ChatId, WebSocket>();
  for (const { chat, token, lastSeq } of chats) {
    const address = `ws://127.0.0.1:${relay.port}${NAMES.visitorSocket}`;
    const socket = await open(address, { origin: 'http://localhost' });
    await say(socket, helloTo(relay.site, { token, chat: { id: chat, after: lastSeq, epoch } }));
    sockets.set(chat, socket);
  }
  const close = (): void => {
    for (const socket of sockets.values()) socket.terminate();
  };
  return { ...readerOn(({ chat }) => sockets.get(chat)), close };
}

/** See programs/raw-pages.ts. */
export async function openRaw(port: number, reader: 'visitor' | 'operator'): Promise<PageReader> {
  const socket = await open(`ws://127.0.0.1:${port}/`, {});
  return {
    async read({ chat, before }) {
      const wish: RawWish = { chat: chat.chat, before, limit: PAGE, reader };
      const began = performance.now();
      socket.send(JSON.stringify(wish));
      const [data] = await once(socket, 'message');
      const ms = performance.now() - began;
      const { queryMs, rows } = JSON.parse(String(data)) as RawPage; // our own program's
      return { ms, queryMs, seqs: rows.map(({ seq }) => seq) };
    },
    close: () => socket.terminate(),
  };
}

async function open(address: string, headers: Record<string, string>): Promise<WebSocket> {
  const socket = new WebSocket(address, NAMES.subprotocol, { headers, perMessageDeflate: false });
  await once(socket, 'open');
  return socket;
}

/** Gives back the first answer, which is the welcome. */
async function say(socket: WebSocket, hello: object): Promise<{ readonly epoch: string }> {
  socket.send(JSON.stringify(hello));
  const [data] = await once(socket, 'message');
  const welcome = JSON.parse(String(data));
  if (welcome.type !== 'welcome') throw new Error(`no welcome but ${data}`);
  return welcome;
}

function readerOn(socketOf: (chat: StoredChat) => WebSocket | undefined): Pick<PageReader, 'read'> {
  return {
    async read({ chat, before }) {
      const socket = socketOf(chat);
      if (!socket) throw new Error('nobody reads this chat');
      const began = performance.now();
      socket.send(JSON.stringify({ type: 'fetch', chat: chat.chat, before, limit: PAGE }));
      const frames = await events(socket);
      const ms = performance.now() - began;
      return { ms, seqs: frames.map((frame) => Number(SEQ.exec(String(frame))?.[1])) };
    },
  };
}

/** Resolves with the next fifty event frames. */
function events(socket: WebSocket): Promise<readonly Buffer[]> {
  const frames: Buffer[] = [];
  return new Promise((resolve, reject) => {
    const fail = (): void => reject(new Error(`the line closed after ${frames.length} events`));
    function take(data: Buffer): void {
      if (!data.subarray(0, EVENT.length).equals(EVENT)) return;
      if (frames.push(data) < PAGE) return;
      socket.off('message', take);
      socket.off('close', fail);
      resolve(frames);
    }
    socket.on('message', take);
    socket.on('close', fail);
  });
}
