import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../../test/helpers/free-port.ts';
import { isThere } from '../harness/cores.ts';
import { startServer } from '../harness/server-process.ts';
import type { LinePlan, Opening } from '../load/plan.ts';
import type { Contender, RunningContender, StartOptions } from './contender.ts';

const BODY =
  '{"kind":"message","text":"Do you ship teapots to Oslo, and how long? {id}","id":"{id}"}';
/** The digits are as many as the words in braces stand for. */
const BODY_BYTES = BODY.replaceAll('{id}', '0'.repeat(12)).length;
const STREAM = 'chat';

/**
 * NATS with JetStream on file, over its WebSocket: the acknowledgement is JetStream's own, sent when the message is written, not
 * when it is on disk (it syncs every two minutes unless told otherwise).
 */
export const nats: Contender = {
  name: 'NATS JetStream',
  durability: 'process crash',
  lacks: () => (isThere('nats-server') ? undefined : 'nats-server is not installed'),
  start,
};

async function start({ slowSyncMs, countsSyncs }: StartOptions = {}): Promise<RunningContender> {
  const folder = await mkdtemp(join(tmpdir(), 'nats-bench-'));
  const [port, clientPort] = [await freePort(), await freePort()];
  const settings = {
    listen: `127.0.0.1:${clientPort}`,
    jetstream: { store_dir: folder },
    websocket: { listen: `127.0.0.1:${port}`, no_tls: true },
  };
  const file = join(folder, 'nats.conf');
  await writeFile(file, JSON.stringify(settings));
  const server = await startServer({
    command: ['nats-server', '-c', file],
    ready: /Server is ready/,
    slowSyncMs,
    countsSyncs,
  });
  let made = 0;
  return {
    cpuSeconds: server.cpuSeconds,
    residentBytes: server.residentBytes,
    syncs: server.syncs,
    senders: async (count) =>
      Array.from({ length: count }, () => {
        made += 1;
        return senderOf(port, made);
      }),
    receivers: async (count) => Array.from({ length: count }, () => receiverOf(port)),
    async stop() {
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** The protocol of NATS is text, which it also takes in frames. */
function lineTo(port: number, opening: readonly Opening[]): LinePlan {
  const connect = 'CONNECT {"verbose":false,"pedantic":false}\r\nPING\r\n';
  return {
    port,
    path: '/',
    headers: {},
    opening: [{ say: connect, until: 'PONG' }, ...opening],
    answers: [{ when: 'PING\r\n', say: 'PONG\r\n' }],
  };
}

function senderOf(port: number, nth: number): LinePlan {
  const inbox = `_INBOX.sender${nth}`;
  return {
    ...lineTo(port, [{ say: `SUB ${inbox}.* 1\r\nPING\r\n`, until: 'PONG' }, ...makeStream(inbox)]),
    message: `PUB ${STREAM}.${nth} ${inbox}.{id} ${BODY_BYTES}\r\n${BODY}\r\n`,
    acknowledged: `MSG ${inbox}.`,
  };
}

/** Each sender asks for the stream; it is made once. */
function makeStream(inbox: string): Opening[] {
  const wish = JSON.stringify({
    name: STREAM,
    subjects: [`${STREAM}.*`],
    storage: 'file',
    retention: 'limits',
  });
  const ask = `PUB $JS.API.STREAM.CREATE.${STREAM} ${inbox}.stream ${wish.length}\r\n${wish}\r\n`;
  return [{ say: ask, until: '"type":"io.nats.jetstream.api.v1.stream_create_response"' }];
}

function receiverOf(port: number): LinePlan {
  const listen = { say: `SUB ${STREAM}.* 1\r\nPING\r\n`, until: 'PONG' };
  return { ...lineTo(port, [listen]), delivered: '"id":"' };
}
