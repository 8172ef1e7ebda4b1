import websocket from '@fastify/websocket';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { operatorFrameSchema, visitorFrameSchema } from '../../protocol/index.schema.ts';
import { LIMITS, NAMES } from '../../protocol/index.ts';
import type { RealtimeDeps } from './dependencies.ts';
import { drain, turnAway } from './drain.ts';
import { greetOperator } from './operator-socket.ts';
import { runSocket } from './socket.ts';
import { greetVisitor, type Upgrade } from './visitor-socket.ts';

export type { RealtimeDeps } from './dependencies.ts';
export { createHub, type Hub } from './hub.ts';

/**
 * Serves `/v1/ws` to visitors and `/v1/operator/ws` to operators. Few fragments, because tiny ones pinned memory in older
 * versions of ws (CVE-2026-48779); no compression, because it costs some 240 KB a connection.
 */
export async function registerSockets(app: FastifyInstance, deps: RealtimeDeps): Promise<void> {
  let isStopping = false;
  await app.register(websocket, {
    options: {
      maxPayload: LIMITS.frameBytes,
      maxFragments: 8,
      maxBufferedChunks: 256,
      perMessageDeflate: false,
      handleProtocols: (offered: Set<string>) =>
        offered.has(NAMES.subprotocol) ? NAMES.subprotocol : false,
    },
    async preClose() {
      isStopping = true;
      await drain(app.websocketServer.clients, deps.hub);
    },
  });

  app.get(NAMES.visitorSocket, { websocket: true }, (socket, request) => {
    if (isStopping) return turnAway(socket);
    const upgrade = upgradeOf(request);
    runSocket({
      socket,
      stream: request.raw.socket,
      schema: visitorFrameSchema,
      greet: (hello, line) => greetVisitor(deps, upgrade, hello, line),
      onRefused: deps.onRefused,
      onFailure: deps.onFailure,
    });
  });

  app.get(NAMES.operatorSocket, { websocket: true }, (socket, request) => {
    if (isStopping) return turnAway(socket);
    const upgrade = upgradeOf(request);
    const secret = request.cookies[NAMES.sessionCookie];
    runSocket({
      socket,
      stream: request.raw.socket,
      schema: operatorFrameSchema,
      greet: (_hello, line) => greetOperator(deps, upgrade, secret, line),
      onRefused: deps.onRefused,
      onFailure: deps.onFailure,
    });
  });
}

function upgradeOf(request: FastifyRequest): Upgrade {
  const { origin, host, 'user-agent': userAgent } = request.headers;
  return { origin, host, userAgent };
}
