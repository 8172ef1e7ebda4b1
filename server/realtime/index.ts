import websocket from '@fastify/websocket';
import type { FastifyInstance } from 'fastify';
import { operatorFrameSchema, visitorFrameSchema } from '../../protocol/index.schema.ts';
import {
  CLOSES,
  LIMITS,
  NAMES,
  type OperatorFrame,
  type VisitorFrame,
} from '../../protocol/index.ts';
import { type Upgrade, upgradeOf } from './admit-visitor.ts';
import type { RealtimeDeps } from './dependencies.ts';
import { drain, turnAway } from './drain.ts';
import { createFramesHandler } from './frames-over-http.ts';
import { createIdleWatch } from './idle-watch.ts';
import { keepReply, letGo } from './let-go.ts';
import { greetOperator } from './operator-socket.ts';
import { runSocket, type SocketKind } from './socket.ts';
import { createStreams, type Streams } from './stream-over-http.ts';
import { greetVisitor } from './visitor-socket.ts';

export { type Admit, createAdmission } from './admission.ts';
export { createNewcomerLimit } from './admit-newcomer.ts';
export type { RealtimeDeps } from './dependencies.ts';
export { createHub, type Hub } from './hub.ts';
export { readNewest } from './read-newest.ts';
export { readRows } from './read-rows.ts';

/** Nothing heard for this long: the client is gone, since it pings every 25 s ± 20 %. */
const IDLE_MS = 75_000;

/** Serves the lines to visitors and operators: sockets, and for visitors the same frames over HTTP. */
export async function registerRealtime(app: FastifyInstance, deps: RealtimeDeps): Promise<void> {
  const streams = createStreams(deps);
  await registerSockets(app, deps, streams.close);
  await app.register((scope, _options, done) => {
    registerOverHttp(scope, deps, streams);
    done();
  });
}

function registerOverHttp(scope: FastifyInstance, deps: RealtimeDeps, streams: Streams): void {
  // A page may send text without asking first (Fetch, "CORS-safelisted request-header"), also while it goes away.
  scope.removeAllContentTypeParsers();
  scope.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) => {
    done(null, body);
  });
  scope.addHook('onRequest', async (_request, reply) => {
    reply
      .header('access-control-allow-origin', '*')
      .header('cross-origin-resource-policy', 'cross-origin')
      .header('cache-control', 'no-store');
  });
  // docs/PROTOCOL.md describes them: OpenAPI has no words for frames.
  const schema = { hide: true };
  scope.post(NAMES.visitorFrames, { schema }, createFramesHandler(deps));
  scope.post(NAMES.visitorStream, { schema }, streams.open);
}

/**
 * Serves `/v1/ws` to visitors and `/v1/operator/ws` to operators. Few fragments, because tiny ones pinned memory in older
 * versions of ws (CVE-2026-48779); no compression, because it costs some 240 KB a connection.
 */
async function registerSockets(
  app: FastifyInstance,
  deps: RealtimeDeps,
  onStopping: () => void,
): Promise<void> {
  let isStopping = false;
  const idleWatch = createIdleWatch(IDLE_MS);
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
      const drained = drain(app.websocketServer.clients, deps.hub);
      onStopping();
      await drained;
      idleWatch.stop();
    },
  });

  const common = {
    framesPerSecond: deps.framesPerSecond,
    idleWatch,
    onRefused: deps.onRefused,
    onFailure: deps.onFailure,
  };
  const visitors: SocketKind<VisitorFrame, Upgrade> = {
    ...common,
    schema: visitorFrameSchema,
    greet: (upgrade, hello, line) => greetVisitor(deps, upgrade, hello, line),
    admit: ({ address }) => deps.admit(address),
  };
  const operators: SocketKind<OperatorFrame, Upgrade & { secret: string | undefined }> = {
    ...common,
    schema: operatorFrameSchema,
    greet: (upgrade, _hello, line) => greetOperator(deps, upgrade, upgrade.secret, line),
    admit: ({ address }) => deps.admitOperator(address),
  };

  app.get(NAMES.visitorSocket, { websocket: true, preHandler: keepReply }, (socket, request) => {
    if (isStopping) return turnAway(socket);
    if (socket.protocol !== NAMES.subprotocol) return turnAway(socket, CLOSES.wrong_protocol);
    const opening = upgradeOf(request);
    runSocket(visitors, { socket, stream: letGo(socket, request), opening });
  });

  app.get(NAMES.operatorSocket, { websocket: true, preHandler: keepReply }, (socket, request) => {
    if (isStopping) return turnAway(socket);
    if (socket.protocol !== NAMES.subprotocol) return turnAway(socket, CLOSES.wrong_protocol);
    const opening = { ...upgradeOf(request), secret: request.cookies[NAMES.sessionCookie] };
    runSocket(operators, { socket, stream: letGo(socket, request), opening });
  });
}
