import { expect, test } from 'vitest';
import { readProjectFile } from './source-files.ts';

interface LockedPackage {
  readonly version?: string;
  readonly license?: string;
  readonly dev?: boolean;
  readonly resolved?: string;
}

const lock = JSON.parse(readProjectFile('package-lock.json')) as {
  packages: Record<string, LockedPackage>;
};
const installed = Object.entries(lock.packages)
  .filter(([path]) => path !== '')
  .map(([path, entry]) => ({ name: path.split('node_modules/').at(-1) ?? path, ...entry }));

/** Versions with known holes, as `name` and the first version without them. */
const AT_LEAST: Record<string, string> = {
  ws: '8.23.0', // fragments that pin memory: CVE-2026-48779
  preact: '10.28.2', // an object as text becomes markup: CVE-2026-22028
  fastify: '5.12.1', // spoofed host and protocol behind a proxy
  '@fastify/proxy-addr': '5.1.1', // trusts everyone for an IPv4-mapped range
  'linkify-it': '5.0.2',
  'markdown-it': '14.1.1',
  'better-sqlite3': '12.9.0', // carries SQLite without the WAL-reset bug (3.51.3 and later)
};

/** Packages that are not to be used at all, and why. */
const NEVER: Record<string, string> = {
  '@fastify/middie': 'middleware paths can slip past authentication',
  '@fastify/express': 'middleware paths can slip past authentication',
  xlsx: 'known holes in what the registry serves',
  'ua-parser-js': 'version 2 is AGPL',
};

const MIT_COMPATIBLE =
  /^\(?(MIT|MIT-0|ISC|0BSD|BSD-2-Clause|BSD-3-Clause|Apache-2\.0|BlueOak-1\.0\.0|CC0-1\.0|CC-BY-4\.0|Unlicense|Python-2\.0|MPL-2\.0|WTFPL)\b/;

test('holds no package below a version with known holes', () => {
  const old = installed.filter(({ name, version = '0' }) => isBelow(version, AT_LEAST[name]));
  expect(old.map(({ name, version }) => `${name} ${version}`)).toEqual([]);
});

test('holds no package that is refused outright', () => {
  expect(installed.map(({ name }) => name).filter((name) => name in NEVER)).toEqual([]);
});

test('depends only on packages whose licence allows MIT use', () => {
  const others = installed.filter(({ license }) => !license || !MIT_COMPATIBLE.test(license));
  expect(others.map(({ name, license }) => `${name}: ${license}`)).toEqual([]);
});

test('keeps download addresses out of the lock file', () => {
  expect(installed.filter(({ resolved }) => resolved?.startsWith('http'))).toEqual([]);
});

function isBelow(version: string, least: string | undefined): boolean {
  return least !== undefined && version.localeCompare(least, 'en', { numeric: true }) < 0;
}
