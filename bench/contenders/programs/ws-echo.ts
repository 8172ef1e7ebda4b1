import { WebSocketServer } from 'ws';
import { LIMITS } from '../../../protocol/index.ts';

/** Gives back what it gets, as text: what a WebSocket costs by itself. */
export function runWsEcho(): void {
  const server = new WebSocketServer({
    host: '127.0.0.1',
    port: Number(process.env.PORT),
    maxPayload: LIMITS.frameBytes,
    perMessageDeflate: false,
  });
  server.on('connection', (socket) => {
    socket.on('message', (data) => socket.send(String(data)));
  });
  server.on('listening', () => process.stdout.write('ready\n'));
}
