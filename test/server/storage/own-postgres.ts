import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chownSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { connect, createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';
import { endsWithUs } from '../../helpers/ends-with-us.ts';
import { freePort } from '../../helpers/free-port.ts';
import { ask } from '../../helpers/new-database.ts';
import { findPostgres } from '../../helpers/postgres-programs.ts';
import { waitUntil } from '../../helpers/wait-until.ts';

const STARTS_WITHIN_MS = 30_000;

/** From now on this user has to give a password. */
export async function askForPassword(url: string, user: string): Promise<void> {
  const [row] = await ask<{ hba_file: string }>(url, 'SHOW hba_file');
  if (!row) throw new Error('the server did not say where its hba_file is');
  const rules = readFileSync(row.hba_file, 'utf8');
  writeFileSync(row.hba_file, `host all ${user} 127.0.0.1/32 scram-sha-256\n${rules}`);
  await ask(url, 'SELECT pg_reload_conf()');
}

/** Makes a server speak TLS by a certificate that it signed itself, for 127.0.0.1; gives back the certificate's file. */
export async function switchTlsOn(url: string): Promise<string> {
  const [row] = await ask<{ data_directory: string }>(url, 'SHOW data_directory');
  if (!row) throw new Error('the server did not say where its data_directory is');
  const [key, certificate] = ['server.key', 'server.crt'].map((name) =>
    join(row.data_directory, name),
  ) as [string, string];
  const subject = ['-subj', '/CN=127.0.0.1', '-addext', 'subjectAltName=IP:127.0.0.1'];
  execFileSync(
    'openssl',
    [
      'req',
      '-x509',
      '-newkey',
      'rsa:2048',
      '-nodes',
      '-days',
      '1',
      ...subject,
      '-keyout',
      key,
      '-out',
      certificate,
    ],
    { stdio: 'ignore' },
  );
  const { uid, gid } = statSync(row.data_directory);
  for (const file of [key, certificate]) chownSync(file, uid, gid);
  await ask(url, 'ALTER SYSTEM SET ssl = on');
  await ask(url, 'SELECT pg_reload_conf()');
  await waitUntil('the server speaks TLS', STARTS_WITHIN_MS, async () => {
    const [ssl] = await ask<{ ssl: string }>(url, 'SHOW ssl');
    return ssl?.ssl === 'on';
  });
  return certificate;
}

/** Starts a replica of a server; it ends with the test. Gives back the address of the same database on it. */
export async function startReplica(url: string): Promise<string> {
  const programs = findPostgres();
  if (typeof programs === 'string') throw new Error(`There is ${programs}.`);
  const parent = mkdtempSync(join(tmpdir(), 'counterbell-replica-'));
  onTestFinished(() => rmSync(parent, { recursive: true, force: true, maxRetries: 20 }));
  const { uid, gid } = programs.user;
  if (uid !== undefined && gid !== undefined) chownSync(parent, uid, gid);
  const folder = join(parent, 'data');
  const how = { ...programs.user, cwd: parent };
  // What is in PATH may be a link to one program alone.
  const postgres = realpathSync(join(programs.folder, 'postgres'));
  const from = ['-d', url, '-D', folder, '-R', '-X', 'stream', '-c', 'fast', '--no-sync'];
  execFileSync(join(dirname(postgres), 'pg_basebackup'), from, { ...how, stdio: 'ignore' });
  const port = await freePort();
  const server = endsWithUs(
    spawn(postgres, ['-D', folder, '-c', `port=${port}`, '-c', 'unix_socket_directories='], {
      ...how,
      stdio: 'ignore',
    }),
  );
  onTestFinished(async () => {
    const ended = once(server, 'exit');
    server.kill('SIGQUIT');
    await ended;
  });
  const address = new URL(url);
  address.port = String(port);
  await waitUntil('the replica answers', STARTS_WITHIN_MS, async () => {
    await ask(address.href, 'SELECT 1');
    return true;
  });
  return address.href;
}

/** A way to a server on which it seems to be of version 13; it ends with the test. Gives back the address. */
export async function seenAsVersion13(url: string): Promise<string> {
  const sockets = new Set<Socket>();
  const keep = (socket: Socket) => sockets.add(socket.on('error', () => undefined));
  const way = createServer((client) => {
    const server = connect(Number(new URL(url).port), '127.0.0.1');
    keep(client);
    keep(server);
    client.pipe(server);
    server.on('data', (bytes) => client.write(withVersion13(bytes)));
    server.on('close', () => client.destroy());
    client.on('close', () => server.destroy());
  }).listen(0, '127.0.0.1');
  await once(way, 'listening');
  onTestFinished(async () => {
    for (const socket of sockets) socket.destroy();
    way.close();
    await once(way, 'close');
  });
  const port = Object(way.address()).port;
  const address = new URL(url);
  address.port = String(port);
  return address.href;
}

/** In the row whose first columns are the version and the encoding, each after its length in four bytes. */
function withVersion13(bytes: Buffer): Buffer {
  const version = bytes.indexOf('UTF8') - 6;
  const isThatRow = version >= 4 && bytes.readInt32BE(version - 4) === 2;
  if (isThatRow) bytes.write('13', version, 'latin1');
  return bytes;
}
