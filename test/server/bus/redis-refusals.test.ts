import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer as createHttpServer } from 'node:http';
import { createServer, type Server, type Socket } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { openBus } from '../../../server/bus/index.ts';
import { eventually } from '../../helpers/bus-nodes.ts';
import { newFolder, removeFolder } from '../../helpers/folders.ts';
import { freePort } from '../../helpers/free-port.ts';
import { startRedisCluster, startRedisSentinel } from '../../helpers/redis-groups.ts';
import { type RedisServer, startRedisServer } from '../../helpers/redis-server.ts';
import { hasService } from '../../helpers/services.ts';

const run = promisify(execFile);
const SECRET = 'h0rse-battery';
const ROOT = join(import.meta.dirname, '../../..');

/** Why a bus at this address cannot be had; it must be said within five seconds, in one line without the password. */
async function refusal(url: string): Promise<string> {
  const began = performance.now();
  const opened = openBus({ url, installation: 'refused' });
  const sentence = await opened.then(
    (bus) => bus.close().then(() => 'it opened'),
    (error: Error) => error.message,
  );
  expect(performance.now() - began).toBeLessThan(5_000);
  expect(sentence).toMatch(/^REDIS_URL\b[^\n]+\.$/);
  expect(sentence).not.toContain(SECRET);
  return sentence;
}

/** Lets a server of ours listen until the test ends, and gives back where. */
async function listening(server: Server): Promise<string> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => sockets.add(socket));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('no port was given');
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return `127.0.0.1:${address.port}`;
}

describe('an address that cannot be used is refused', () => {
  test('when nothing listens there', async () => {
    const port = await freePort();
    expect(await refusal(`redis://:${SECRET}@127.0.0.1:${port}`)).toBe(
      `REDIS_URL: nothing listens at 127.0.0.1:${port}; start the server or correct the address.`,
    );
    for (const url of [
      `redis+cluster://127.0.0.1:${port}`,
      `redis+sentinel://127.0.0.1:${port}/chat`,
    ]) {
      expect(await refusal(url)).toMatch(/: nothing listens at /);
    }
  });

  test('when its host is unknown', async () => {
    for (const url of [
      `redis://:${SECRET}@nobody.invalid`,
      `redis+cluster://:${SECRET}@nobody.invalid,noone.invalid`,
      `redis+sentinel://:${SECRET}@nobody.invalid/chat`,
    ]) {
      expect(await refusal(url)).toMatch(/: the host of .*nobody\.invalid.* is unknown; /);
    }
  });

  test('when something else answers there', async () => {
    const at = await listening(createHttpServer((_, reply) => reply.end('hello')));
    expect(await refusal(`redis://:${SECRET}@${at}`)).toContain('does not speak Redis’s protocol');
    const greeter = await listening(
      createServer((socket) => socket.end('SSH-2.0-OpenSSH_9.2\r\n')),
    );
    expect(await refusal(`redis://${greeter}`)).toContain('does not speak Redis’s protocol');
    const closer = await listening(createServer((socket) => socket.destroy()));
    expect(await refusal(`redis://${closer}`)).toContain('ends every connection');
  });

  test('when nobody answers there', { timeout: 10_000 }, async () => {
    const silent = await listening(createServer(() => undefined));
    const urls = [
      `redis://${silent}`,
      `redis+cluster://${silent}`,
      `redis+sentinel://${silent}/chat`,
    ];
    for (const sentence of await Promise.all([...urls, `rediss://${silent}`].map(refusal))) {
      expect(sentence).toContain('does not answer');
    }
  });

  test('when its server is too old', async () => {
    const at = await listening(createServer(answerAsRedis62));
    expect(await refusal(`redis://${at}`)).toContain('is of version 6.2.14; ');
  });
});

describe.runIf(hasService('redis-server', 'the refusals of servers'))('a server is refused', () => {
  let server: RedisServer;
  beforeAll(async () => {
    server = await startRedisServer({
      password: SECRET,
      settings: [
        `requirepass ${SECRET}`,
        `user mute on >${SECRET} ~* &* +@all -spublish`,
        `user deaf on >${SECRET} ~* +@all`,
        `user poor on >${SECRET} ~other:* &* +@all`,
        `user blind on >${SECRET} ~* &* +@all -info`,
        `user able on >${SECRET} ~counterbell:* &counterbell:* +@all -@dangerous +info`,
      ],
    });
  });
  afterAll(() => server.stop());
  const at = () => `127.0.0.1:${server.port}`;

  test('when it wants a password, or another one', async () => {
    expect(await refusal(`redis://${at()}`)).toContain('wants a password');
    expect(await refusal(`redis://:${SECRET}x@${at()}`)).toContain('refuses the user or password');
    expect(await refusal(`redis://nobody:${SECRET}@${at()}`)).toContain('refuses the user');
    expect(await refusal(`redis+cluster://:wrong@${at()}`)).toContain(
      'refuses the user or password',
    );
  });

  test.each(['mute', 'deaf', 'poor'])(
    'when user %s lacks a right that the bus needs',
    async (user) => {
      expect(await refusal(`redis://${user}:${SECRET}@${at()}`)).toContain('with ACL SETUSER');
    },
  );

  test.each(['able', 'blind'])(
    'but not when user %s has just the rights it needs',
    async (user) => {
      const bus = await openBus({ url: `redis://${user}:${SECRET}@${at()}`, installation: 'x' });
      expect(bus.state()).toEqual({ name: 'up' });
      await bus.close();
    },
  );

  test('when it has no such database, is no cluster or no sentinel', async () => {
    const full = `:${SECRET}@${at()}`;
    expect(await refusal(`redis://${full}/99`)).toContain('has no database of this number');
    expect(await refusal(`redis+cluster://${full}`)).toContain('is no cluster; write redis://');
    expect(await refusal(`redis+sentinel://${full}/chat`)).toContain('is no sentinel');
  });

  test('and nothing is left open', async () => {
    await refusal(`redis://mute:${SECRET}@${at()}`);
    await refusal(`redis://:${SECRET}@${at()}/99`);
    await eventually(async () => {
      const clients = String(await server.ask('CLIENT', 'LIST'))
        .trim()
        .split('\n');
      expect(clients).toHaveLength(1);
    });
  });
});

describe.runIf(hasService('redis-server', 'replicas, clusters and sentinels as addresses'))(
  'an address of another kind is refused',
  () => {
    test('when it is a replica’s, a sentinel’s, or names a master that nobody knows', {
      timeout: 30_000,
    }, async () => {
      const sentinel = await startRedisSentinel();
      onTestFinished(() => sentinel.stop());
      const watcher = sentinel.url.replace('redis+sentinel', 'redis').replace('/chat', '');
      expect(await refusal(sentinel.replica.url)).toContain('is a replica; ');
      expect(await refusal(watcher)).toContain('is a sentinel; ');
      expect(await refusal(sentinel.url.replace('/chat', '/shop'))).toContain(
        'knows no master of this name',
      );
    });

    test('when it is one of a cluster, or the cluster is not complete', {
      timeout: 30_000,
    }, async () => {
      const cluster = await startRedisCluster();
      onTestFinished(() => cluster.stop());
      const [first] = cluster.masters;
      expect(await refusal(first?.url ?? '')).toContain('is part of a cluster; ');
      await first?.ask('CLUSTER', 'DELSLOTS', 511);
      await eventually(async () => {
        expect(await refusal(cluster.url)).toContain('is not complete; ');
      });
    });
  },
);

describe.runIf(
  hasService('redis-server', 'TLS to a server') && hasService('openssl', 'TLS to a server'),
)('a server with TLS', () => {
  test('is refused while its certificate is not trusted, and taken when it is', {
    timeout: 20_000,
  }, async () => {
    const folder = await newFolder();
    onTestFinished(() => removeFolder(folder));
    const [key, certificate] = [join(folder, 'key.pem'), join(folder, 'certificate.pem')];
    await run('openssl', [
      ...['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-subj', '/CN=localhost'],
      ...[
        '-addext',
        'subjectAltName=DNS:localhost,IP:127.0.0.1',
        '-keyout',
        key,
        '-out',
        certificate,
      ],
    ]);
    const port = await freePort();
    const server = await startRedisServer({
      settings: [
        `tls-port ${port}`,
        `tls-cert-file ${certificate}`,
        `tls-key-file ${key}`,
        'tls-auth-clients no',
      ],
    });
    onTestFinished(() => server.stop());
    const url = `rediss://127.0.0.1:${port}`;
    expect(await refusal(url)).toMatch(/ is not trusted \(\w+\); .*NODE_EXTRA_CA_CERTS/);
    expect(await refusal(`redis://127.0.0.1:${port}`)).toContain('needs rediss://');

    // Node reads the authorities it trusts as it starts.
    const door = JSON.stringify(join(ROOT, 'dist/modules/server/bus/index.js'));
    const options = JSON.stringify({ url, installation: randomUUID() });
    const script = `const { openBus } = await import(${door}); const bus = await openBus(${options}); console.log(bus.state().name); await bus.close();`;
    const env = { ...process.env, NODE_EXTRA_CA_CERTS: certificate };
    const { stdout } = await run(process.execPath, ['--input-type=module', '-e', script], { env });
    expect(stdout).toBe('up\n');
  });
});

/** Answers a client's handshake and its first question as Redis 6.2 does. */
function answerAsRedis62(socket: Socket): void {
  socket.on('error', () => undefined);
  socket.on('data', (bytes) => {
    for (const [, word = ''] of String(bytes).matchAll(/\*\d+\r\n\$\d+\r\n(\w+)\r\n/g)) {
      const info = 'redis_version:6.2.14\r\nredis_mode:standalone\r\nrole:master\r\n';
      if (/hello/i.test(word)) socket.write('%1\r\n+server\r\n+redis\r\n');
      else if (/info/i.test(word)) socket.write(`$${info.length}\r\n${info}\r\n`);
      else socket.write('+OK\r\n');
    }
  });
}
