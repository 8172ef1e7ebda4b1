import { WebSocket } from 'ws';
import { NAMES } from '../../protocol/index.ts';

/** Somebody's socket to the relay. */
export interface DayLine<Said> {
  /** Goes nowhere while the line is not open. */
  say(frame: Said): void;
  isOpen(): boolean;
  /** Without a word, as when a machine is switched off; `onClose` is not told. */
  cut(): void;
}

export interface DayLineOptions<Said, Heard> {
  readonly url: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly hello: Said;
  readonly onFrame: (frame: Heard) => void;
  /** The relay, or the network, has ended it. */
  readonly onClose: () => void;
}

/** Opens a line and says hello. It does not come back by itself. */
export function openDayLine<Said, Heard>(options: DayLineOptions<Said, Heard>): DayLine<Said> {
  const address = options.url.replace('http', 'ws') + options.path;
  const socket = new WebSocket(address, NAMES.subprotocol, { headers: options.headers });
  let isCut = false;
  const isOpen = () => socket.readyState === WebSocket.OPEN;
  const say = (frame: Said) => {
    if (isOpen()) socket.send(JSON.stringify(frame));
  };
  socket.on('open', () => say(options.hello));
  socket.on('message', (data) => {
    // Frames of the relay, which its own tests hold to their schema.
    if (!isCut) options.onFrame(JSON.parse(String(data)) as Heard);
  });
  socket.on('close', () => {
    if (!isCut) options.onClose();
  });
  // Told by `close` too.
  socket.on('error', () => undefined);
  return {
    say,
    isOpen,
    cut() {
      isCut = true;
      socket.terminate();
    },
  };
}
