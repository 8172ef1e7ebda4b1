import { once } from 'node:events';
import type { WebSocket } from 'ws';
import { CLOSES, type CloseName } from '../../protocol/index.ts';
import type { Hub } from './hub.ts';

/** Clients come back at a random moment within this time after the relay said that it stops. */
const SPREAD_MS = 3_000;
/** A socket that does not answer its close by then is cut. */
const PATIENCE_MS = 2_000;

/** Sends every socket away, spread out over a few seconds, and resolves when all are closed. */
export async function drain(sockets: ReadonlySet<WebSocket>, hub: Hub): Promise<void> {
  const open = [...sockets];
  hub.goAway(SPREAD_MS);
  // Those that have not said hello yet are not known to the hub.
  for (const socket of open) turnAway(socket);
  const patience = setTimeout(() => {
    for (const socket of sockets) socket.terminate();
  }, PATIENCE_MS);
  await Promise.all(
    open.map((socket) => socket.readyState === socket.CLOSED || once(socket, 'close')),
  );
  clearTimeout(patience);
}

/** Closes a socket of a relay that stops. */
export function turnAway(
  socket: WebSocket,
  { code, meaning }: Pick<(typeof CLOSES)[CloseName], 'code' | 'meaning'> = CLOSES.going_away,
): void {
  socket.close(code, meaning);
}
