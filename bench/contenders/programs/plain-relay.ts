import { type WebSocket, WebSocketServer } from 'ws';
import { visitorFrameSchema } from '../../../protocol/index.schema.ts';
import { LIMITS } from '../../../protocol/index.ts';

/**
 * A relay that stores nothing: it checks each frame as ours does, numbers and acknowledges it, and hands it to every operator.
 * Written straight on ws, as one would write it.
 */
export function runPlainRelay(): void {
  const operators = new Set<WebSocket>();
  let seq = 0;
  const server = new WebSocketServer({
    host: '127.0.0.1',
    port: Number(process.env.PORT),
    maxPayload: LIMITS.frameBytes,
    perMessageDeflate: false,
  });

  function take(socket: WebSocket, text: string): void {
    const { success, data: frame } = visitorFrameSchema.safeParse(JSON.parse(text));
    if (!success || frame.type !== 'send') return void socket.close();
    const { id, chat, event } = frame;
    seq += 1;
    const at = Date.now();
    socket.send(JSON.stringify({ type: 'sent', id, chat, seq, at }));
    const author = { role: 'visitor' };
    const told = JSON.stringify({ type: 'event', chat, seq, prev: seq - 1, id, at, author, event });
    for (const operator of operators) operator.send(told);
  }

  server.on('connection', (socket, request) => {
    if (request.url === '/operator') {
      operators.add(socket);
      socket.on('close', () => operators.delete(socket));
    } else socket.on('message', (data) => take(socket, String(data)));
    socket.send('{"type":"welcome"}');
  });
  server.on('listening', () => process.stdout.write('ready\n'));
}
