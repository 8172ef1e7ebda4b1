import { once } from 'node:events';
import { uuidv7 } from 'uuidv7';
import { WebSocket } from 'ws';
import { toOperatorFrameSchema, toVisitorFrameSchema } from '../../protocol/index.schema.ts';
import type {
  ChatId,
  OperatorFrame,
  RelayFrame,
  SiteKey,
  VisitorFrame,
} from '../../protocol/index.ts';
import { NAMES } from '../../protocol/index.ts';

/**
 * A socket to the relay in the words of the protocol, without any client code of ours: what it sends is what a
 * stranger's program would. It does not reconnect, and keeps every frame that came.
 */
export interface FrameLine {
  /** Sends a frame, right or wrong. */
  say(frame: VisitorFrame | OperatorFrame | Record<string, unknown>): void;
  /** Sends bytes as they are. */
  sayRaw(data: string | Buffer): void;
  /** The first frame of this type that came or comes and was not heard before; fails after ten seconds. */
  hear<Type extends RelayFrame['type']>(
    type: Type,
    fits?: (frame: Extract<RelayFrame, { type: Type }>) => boolean,
  ): Promise<Extract<RelayFrame, { type: Type }>>;
  /** Every frame that came. */
  readonly heard: readonly RelayFrame[];
  /** Resolves with the code and reason when the relay closes. */
  readonly closed: Promise<{ code: number; reason: string }>;
  /** Reads nothing from the network until `reads`. */
  stopsReading(): void;
  reads(): void;
  hangUp(): Promise<void>;
}

const PATIENCE_MS = 10_000;

/** Opens a socket; headers such as Origin and Cookie come from the caller. */
export async function openLine(
  relayUrl: string,
  path: string,
  headers: Record<string, string> = {},
): Promise<FrameLine> {
  const socket = new WebSocket(relayUrl.replace('http', 'ws') + path, NAMES.subprotocol, {
    headers,
  });
  const schema = path === NAMES.visitorSocket ? toVisitorFrameSchema : toOperatorFrameSchema;
  const heard: RelayFrame[] = [];
  const taken = new Set<RelayFrame>();
  const waiting = new Set<() => void>();
  socket.on('message', (data) => {
    heard.push(read(schema, String(data)));
    for (const look of [...waiting]) look();
  });
  const closed = once(socket, 'close').then(([code, reason]) => ({ code, reason: String(reason) }));
  await once(socket, 'open');

  return {
    say: (frame) => socket.send(JSON.stringify(frame)),
    sayRaw: (data) => socket.send(data),
    heard,
    closed,
    hear(type, fits = () => true) {
      return new Promise((resolve, reject) => {
        const timer = setTimeout(() => {
          waiting.delete(look);
          const end = socket.readyState === WebSocket.OPEN ? '' : ', and the line is closed';
          reject(new Error(`no ${type} frame came; heard ${JSON.stringify(heard)}${end}`));
        }, PATIENCE_MS);
        const look = () => {
          const frame = heard.find((one) => !taken.has(one) && isOf(one, type) && fits(one));
          if (!frame || !isOf(frame, type)) return;
          taken.add(frame);
          waiting.delete(look);
          clearTimeout(timer);
          resolve(frame);
        };
        waiting.add(look);
        look();
      });
    },
    stopsReading: () => socket.pause(),
    reads: () => socket.resume(),
    async hangUp() {
      socket.terminate();
      await closed;
    },
  };
}

/** What the relay says is held to its own schema: whoever reads docs/reference/frames.md relies on it. */
function read(schema: typeof toVisitorFrameSchema | typeof toOperatorFrameSchema, text: string) {
  const result = schema.safeParse(JSON.parse(text));
  if (!result.success) throw new Error(`the relay sent ${text}: ${result.error.message}`);
  return result.data;
}

function isOf<Type extends RelayFrame['type']>(
  frame: RelayFrame,
  type: Type,
): frame is Extract<RelayFrame, { type: Type }> {
  return frame.type === type;
}

/** A `send` frame of a visitor's message; a new id unless one is given. */
export function messageTo(chat: ChatId | 'new', text: string, id: string = uuidv7()) {
  return { type: 'send', id, chat, event: { kind: 'message', text } };
}

/** A visitor's `hello` from a page of the shop. */
export function helloTo(site: SiteKey | string, extra: Record<string, unknown> = {}) {
  const page = { url: 'http://localhost/demo', title: 'Shop', referrer: '' };
  return { type: 'hello', site, page, ...extra };
}
