import type { Environment } from '../../client/index.ts';
import { visitorFrameSchema } from '../../protocol/index.schema.ts';
import { CLOSES, type CloseName, type VisitorFrame } from '../../protocol/index.ts';
import { createLine } from '../../server/realtime/line.ts';
import { readFrame } from '../../server/realtime/read-frame.ts';
import type { Conversation } from '../../server/realtime/socket.ts';
import { greetVisitor } from '../../server/realtime/visitor-socket.ts';
import type { ModelRelay } from './model-relay.ts';

/** How frames travel: at once; not at all for now, in one direction; or into a cut, where what is under way is lost. */
export type Weather = 'clear' | 'up-stalled' | 'down-stalled' | 'stalled';

/** The network between one browser's tabs and the relay. It keeps the order of each line, as TCP does. */
export interface Network {
  readonly WebSocket: Environment['WebSocket'];
  setWeather(weather: Weather): void;
  /** Cuts every line. What waits on the way up is lost, or still arrives although nobody hears the answer. */
  cut(isLate: boolean): void;
  /** Resolves when nothing is on its way. */
  idle(): Promise<void>;
}

/** One line: the client's WebSocket on one end, the relay's conversation on the other. */
class ModelSocket {
  static readonly OPEN = 1;
  readyState = 0;
  onopen?: () => void;
  onmessage?: (event: { data: string }) => void;
  onclose?: (event: { code: number; reason: string }) => void;
  readonly up: string[] = [];
  readonly down: string[] = [];
  readonly taken: VisitorFrame[] = [];
  conversation: Conversation<VisitorFrame> | null = null;
  isGreeted = false;
  isTaking = false;

  readonly wake: () => void;

  constructor(wake: () => void) {
    this.wake = wake;
  }

  send(frame: string): void {
    this.up.push(frame);
    this.wake();
  }

  close(): void {
    this.readyState = 3;
    this.conversation?.onClose();
    this.conversation = null;
  }
}

export function createNetwork(relay: () => ModelRelay): Network {
  const lines = new Set<ModelSocket>();
  let weather: Weather = 'clear';
  let working = 0;

  function open(socket: ModelSocket): void {
    lines.add(socket);
    queueMicrotask(() => {
      if (socket.readyState !== 0) return;
      socket.readyState = 1;
      socket.onopen?.();
    });
  }

  function move(): void {
    for (const line of lines) {
      if (weather === 'clear' || weather === 'down-stalled') void take(line);
      if (weather === 'clear' || weather === 'up-stalled') hand(line);
    }
  }

  function hand(line: ModelSocket): void {
    while (line.down.length > 0 && line.readyState === 1) {
      line.onmessage?.({ data: line.down.shift() ?? '' });
    }
  }

  /** The relay takes frames one after another, as they come from a socket. */
  async function take(line: ModelSocket): Promise<void> {
    if (line.isTaking) return;
    line.isTaking = true;
    working += 1;
    for (let text = line.up.shift(); text !== undefined; text = line.up.shift()) {
      await answer(line, text);
    }
    line.isTaking = false;
    working -= 1;
  }

  async function answer(line: ModelSocket, text: string): Promise<void> {
    const { deps } = relay();
    const read = readFrame(text, visitorFrameSchema);
    if (!read.ok) throw new Error(`the client sent ${text}: ${read.detail}`);
    const { frame } = read;
    const say = (down: string) => {
      line.down.push(down);
      move();
    };
    const exit = {
      send: (down: object) => say(JSON.stringify(down)),
      sendText: say,
      push: (_kind: string, down: string) => say(down),
      isSlow: () => false,
      drained: () => Promise.resolve(),
      close: (name: CloseName) => {
        lines.delete(line);
        line.readyState = 3;
        line.onclose?.({ code: CLOSES[name].code, reason: '' });
      },
    };
    if (frame.type === 'hello') {
      const upgrade = {
        origin: 'http://localhost',
        host: undefined,
        userAgent: undefined,
        address: '127.0.0.1',
      };
      line.conversation = await greetVisitor(
        deps,
        upgrade,
        frame,
        createLine(exit, () => undefined),
      );
      if (line.readyState === 3) line.close();
    } else if (frame.type === 'ping') exit.send({ type: 'pong' });
    else await line.conversation?.onFrame(frame);
  }

  async function late(line: ModelSocket): Promise<void> {
    const { conversation } = line;
    const rest = line.up.splice(0);
    working += 1;
    for (const text of rest) {
      const read = readFrame(text, visitorFrameSchema);
      if (read.ok && read.frame.type === 'send') await conversation?.onFrame(read.frame);
    }
    working -= 1;
  }

  class LinkedSocket extends ModelSocket {
    constructor() {
      super(move);
      open(this);
    }
  }

  return {
    // The client uses of a WebSocket what ModelSocket has.
    WebSocket: LinkedSocket as unknown as Environment['WebSocket'],
    setWeather(next) {
      weather = next;
      move();
    },
    cut(isLate) {
      for (const line of lines) {
        if (isLate) void late(line);
        line.up.length = 0;
        line.close();
        line.onclose?.({ code: 1006, reason: '' });
      }
      lines.clear();
    },
    async idle() {
      do await new Promise(setImmediate);
      while (working > 0);
    },
  };
}
