import { WebSocket } from 'ws';
import { NAMES, type OperatorFrame, type ToOperatorFrame } from '../../protocol/index.ts';

/** An operator's socket to one node. */
export interface DeskLine {
  /** Goes nowhere while the line is not open. */
  say(frame: OperatorFrame): void;
  isOpen(): boolean;
  hangUp(): void;
}

export interface DeskLineOptions {
  readonly url: string;
  readonly cookie: string;
  readonly onFrame: (frame: ToOperatorFrame) => void;
  readonly onClose: () => void;
}

/** Who is where: comes often, is long, and a desk has no use for it. */
const PRESENCE = '{"type":"presence"';

/** Opens a line and says hello. It does not come back by itself. */
export function openDeskLine({ url, cookie, onFrame, onClose }: DeskLineOptions): DeskLine {
  const address = url.replace('http', 'ws') + NAMES.operatorSocket;
  const socket = new WebSocket(address, NAMES.subprotocol, { headers: { origin: url, cookie } });
  const isOpen = () => socket.readyState === WebSocket.OPEN;
  const say = (frame: OperatorFrame) => {
    if (isOpen()) socket.send(JSON.stringify(frame));
  };
  socket.on('open', () => say({ type: 'hello' }));
  socket.on('message', (data) => {
    const text = String(data);
    // Frames of the relay, which its own tests hold to their schema.
    if (!text.startsWith(PRESENCE)) onFrame(JSON.parse(text) as ToOperatorFrame);
  });
  socket.on('close', onClose);
  // Told by `close` too.
  socket.on('error', () => undefined);
  return { say, isOpen, hangUp: () => socket.close() };
}
