import Database from 'better-sqlite3';
import { WebSocketServer } from 'ws';
import { LIMITS } from '../../../protocol/index.ts';
import type { EventRow } from '../../../server/storage/index.ts';

/** What a client asks for. */
export interface RawWish {
  readonly chat: string;
  readonly before: number;
  readonly limit: number;
  /** A visitor gets only what visitors may see. */
  readonly reader: 'visitor' | 'operator';
}

/** What it gets. */
export interface RawPage {
  readonly queryMs: number;
  readonly rows: readonly EventRow[];
}

/**
 * The least that a page of a chat's log costs: one query of better-sqlite3 on the database in `FILE`, its rows sent as one text
 * over a WebSocket. Nobody is asked who they are.
 */
export function runRawPages(): void {
  const database = new Database(process.env.FILE ?? '', { readonly: true });
  const prepare = (audience: string) =>
    database.prepare<[string, number, number], EventRow>(
      `SELECT * FROM events WHERE chat_id = ? AND seq < ? ${audience} ORDER BY seq DESC LIMIT ?`,
    );
  const ofAll = prepare('');
  const ofVisible = prepare("AND audience = 'all'");
  const server = new WebSocketServer({
    host: '127.0.0.1',
    port: Number(process.env.PORT),
    maxPayload: LIMITS.frameBytes,
    perMessageDeflate: false,
  });
  server.on('connection', (socket) => {
    socket.on('message', (data) => {
      const { chat, before, limit, reader } = JSON.parse(String(data)) as RawWish; // the benchmark's own
      const began = performance.now();
      const rows = (reader === 'visitor' ? ofVisible : ofAll).all(chat, before, limit).reverse();
      const page: RawPage = { queryMs: performance.now() - began, rows };
      socket.send(JSON.stringify(page));
    });
  });
  server.on('listening', () => process.stdout.write('ready\n'));
}
