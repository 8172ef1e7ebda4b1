import { expect, test } from 'vitest';
import { createTraceParser } from './parse-trace.ts';

const CHAT = '0190c0de-0000-7000-8000-000000000001';

function hex(text: string): string {
  return [...Buffer.from(text)].map((byte) => `\\x${byte.toString(16).padStart(2, '0')}`).join('');
}

function file(number: number, path: string): string {
  return `${number}<${hex(path)}>`;
}

function created(path: string): string {
  return `7 openat(AT_FDCWD<${hex('/home')}>, "${hex(path)}", O_RDWR|O_CREAT, 0644) = ${file(5, path)}`;
}

function sent(id: string, seq: number): string {
  return JSON.stringify({ type: 'sent', id, chat: CHAT, seq, at: 1 });
}

function parse(...lines: string[]) {
  const parser = createTraceParser('/data');
  for (const line of lines) parser.take(line);
  return parser.events;
}

test('tells what is created, written, cut, synced, renamed and removed, in order', () => {
  const events = parse(
    created('/data/a.db'),
    `7 pwrite64(${file(5, '/data/a.db')}, "${hex('hello')}", 5, 4096) = 5`,
    `7 fdatasync(${file(5, '/data/a.db')})      = 0`,
    `7 fsync(${file(6, '/data')})          = 0`,
    `7 ftruncate(${file(5, '/data/a.db')}, 100) = 0`,
    `7 rename("${hex('/data/a.db')}", "${hex('/data/b.db')}") = 0`,
    `7 unlink("${hex('/data/b.db')}") = 0`,
  );
  expect(events).toEqual([
    { kind: 'create', name: 'a.db' },
    { kind: 'write', name: 'a.db', at: 4096, bytes: Buffer.from('hello') },
    { kind: 'sync', name: 'a.db', begun: 2 },
    { kind: 'sync-folder', begun: 3 },
    { kind: 'truncate', name: 'a.db', size: 100 },
    { kind: 'rename', name: 'a.db', to: 'b.db' },
    { kind: 'unlink', name: 'b.db' },
  ]);
});

test('takes an acknowledgement from whichever way it leaves by a socket, once', () => {
  const socket = file(9, 'socket:[77]');
  const events = parse(
    `7 write(${socket}, "${hex(sent('one', 1))}", 90) = 90`,
    `7 writev(${socket}, [{iov_base="\\x81\\x50", iov_len=2}, {iov_base="${hex(sent('two', 2))}", iov_len=90}], 2) = 92`,
    `7 write(${socket}, "${hex(sent('one', 1) + sent('three', 3))}", 180) = 180`,
    `7 write(${file(1, 'pipe:[3]')}, "${hex(sent('four', 4))}", 90) = 90`,
  );
  expect(events).toEqual(
    ['one', 'two', 'three'].map((id, index) => ({
      kind: 'acknowledge',
      id,
      chat: CHAT,
      seq: index + 1,
    })),
  );
});

test('places a sync where it ends and an acknowledgement where it begins', () => {
  const events = parse(
    created('/data/a.db'),
    `7 fsync(${file(5, '/data/a.db')} <unfinished ...>`,
    `8 write(${file(9, 'socket:[77]')}, "${hex(sent('early', 1))}", 90 <unfinished ...>`,
    `7 <... fsync resumed>)            = 0`,
    '8 <... write resumed>)            = 90',
  );
  expect(events).toEqual([
    { kind: 'create', name: 'a.db' },
    { kind: 'acknowledge', id: 'early', chat: CHAT, seq: 1 },
    { kind: 'sync', name: 'a.db', begun: 1 },
  ]);
});

test('leaves out what failed, other folders, the shared memory and files without a name', () => {
  const events = parse(
    `7 openat(AT_FDCWD<${hex('/')}>, "${hex('/data/no')}", O_RDWR|O_CREAT, 0644) = -1 ENOENT (No such file or directory)`,
    created('/elsewhere/a.db'),
    created('/data/a.db-shm'),
    `7 pwrite64(${file(5, '/data/gone (deleted)')}, "${hex('hello')}", 5, 0) = 5`,
    '7 --- SIGTERM {si_signo=SIGTERM} ---',
    '7 +++ exited with 0 +++',
  );
  expect(events).toEqual([]);
});

test('keeps of a short write what was taken, and refuses one whose text strace has cut', () => {
  const write = `pwrite64(${file(5, '/data/a.db')}, "${hex('hello')}"`;
  expect(parse(created('/data/a.db'), `7 ${write}, 5, 0) = 2`).at(-1)).toMatchObject({
    bytes: Buffer.from('he'),
  });
  expect(() => parse(created('/data/a.db'), `7 ${write}..., 9, 0) = 9`)).toThrow('not modelled');
});

test('refuses a way to change the folder that it does not understand', () => {
  const opened = created('/data/a.db');
  expect(() => parse(opened, `7 fallocate(${file(5, '/data/a.db')}, 0, 0, 9) = 0`)).toThrow(
    'fallocate /data/a.db',
  );
  expect(() => parse(`7 rename("${hex('/tmp/a.db')}", "${hex('/data/a.db')}") = 0`)).toThrow(
    'rename',
  );
});
