import { afterEach, beforeEach, expect, test } from 'vitest';
import { fileSystemOf, measureDisk } from '../../bench/report/disk.ts';
import { describeMachine, machineSentence } from '../../bench/report/machine.ts';
import { firstVersion, versionOf } from '../../bench/report/server-versions.ts';
import { newFolder, removeFolder } from '../helpers/folders.ts';
import { MACHINE } from './findings.ts';

const MOUNTS = `/dev/a / ext4 rw 0 0
tmpfs /tmp tmpfs rw 0 0
/dev/b /srv/my\\040disk xfs rw 0 0
/dev/c /tmp btrfs rw 0 0
`;
let folder = '';
beforeEach(async () => {
  folder = await newFolder();
});
afterEach(() => removeFolder(folder));

test.each([
  ['/var/data', 'ext4'],
  ['/tmpfiles', 'ext4'],
  ['/tmp', 'btrfs'],
  ['/tmp/below', 'btrfs'],
  ['/srv/my disk/data', 'xfs'],
])('knows the file system of %s by its mount: %s', (path, type) => {
  expect(fileSystemOf(path, MOUNTS)).toBe(type);
});

test('does not know a file system without mounts', () => {
  expect(fileSystemOf('/tmp', '')).toBe('unknown');
});

test('measures how long a sync takes, and leaves nothing behind', async () => {
  const { syncMedianMs, syncP99Ms } = measureDisk(folder);
  expect(syncMedianMs).toBeGreaterThan(0);
  expect(syncP99Ms).toBeGreaterThanOrEqual(syncMedianMs);
});

test('describes this machine', () => {
  expect(describeMachine([], folder)).toMatchObject({
    date: expect.stringMatching(/^\d{4}-\d\d-\d\d$/),
    counterbell: expect.stringMatching(/^\d+\.\d+\.\d+ \(.+\)$/),
    node: process.versions.node,
    sqlite: expect.stringMatching(/^3\.\d+/),
    servers: [],
  });
});

test('says a machine in one sentence', () => {
  expect(machineSentence(MACHINE)).toMatchInlineSnapshot(
    `"Measured on 2026-01-31: Counterbell 0.1.0 (abc1234) on 2 cores (Example CPU) with 8 GiB of memory; Linux 6.1.0; Node 22.0.0; SQLite 3.53.2; Postgres 17.2; ext4, where 4 KiB are synced in 0.123 ms (p99 1.5 ms); load average before the start 0.04"`,
  );
});

test.each([
  ['postgres (PostgreSQL) 17.2 (Debian 17.2-1)', '17.2'],
  ['Redis server v=7.0.15 sha=00000000:0 malloc=jemalloc-5.3.0 bits=64', '7.0.15'],
  ['nats-server: v2.9.10', '2.9.10'],
  ['Prosody 0.12.3', '0.12.3'],
  ['', undefined],
])('reads the version out of “%s”', (text, version) => {
  expect(firstVersion(text)).toBe(version);
});

test('names a server with its version, or says that there is none', () => {
  expect(versionOf('NATS')).toMatch(/^NATS (\d+\.\d+|\(none here\))/);
});
