import { expect, test } from 'vitest';
import { nameOf, readAddress } from '../../../server/bus/redis/address.ts';

const nobody = { user: undefined, password: undefined };

test.each([
  [
    'redis://cache',
    { ...nobody, kind: 'single', at: { host: 'cache', port: 6379 }, db: 0, isSecure: false },
  ],
  [
    'rediss://ann:p%40ss:w@rd@cache.example.org:6380/2',
    {
      ...{ user: 'ann', password: 'p@ss:w@rd' },
      ...{ kind: 'single', at: { host: 'cache.example.org', port: 6380 }, db: 2, isSecure: true },
    },
  ],
  [
    'redis://:secret@[2001:db8::1]:7000/',
    {
      ...{ user: undefined, password: 'secret', kind: 'single' },
      ...{ at: { host: '2001:db8::1', port: 7000 }, db: 0, isSecure: false },
    },
  ],
  [
    'redis+sentinel://one,two:26380/chat/1',
    {
      ...{ ...nobody, kind: 'sentinel', master: 'chat', db: 1 },
      sentinels: [
        { host: 'one', port: 26379 },
        { host: 'two', port: 26380 },
      ],
    },
  ],
  [
    'redis+cluster://:secret@one:7001,two',
    {
      ...{ user: undefined, password: 'secret', kind: 'cluster' },
      nodes: [
        { host: 'one', port: 7001 },
        { host: 'two', port: 6379 },
      ],
    },
  ],
])('reads %s', (url, address) => {
  expect(readAddress(url)).toEqual(address);
});

test.each([
  ['http://secret', 'this is not an address'],
  ['redis://', 'this is not an address'],
  ['redis:secret', 'this is not an address'],
  ['redis://secret:99999', 'a host or its port is none'],
  ['redis://sec ret', 'a host or its port is none'],
  ['redis://a,secret', 'several hosts need'],
  ['redis://secret/one', 'the database is not a number'],
  ['redis://secret@host', 'there is a user and no password'],
  ['redis://:secret%@host', 'a % stands alone'],
  ['redis://host?secret', 'this is not an address'],
  ['redis+sentinel://secret', 'the name of the master is missing'],
  ['redis+sentinel://host/chat/1/secret', 'too much stands after the database'],
  ['redis+cluster://host/1secret', 'a cluster has no databases'],
])('refuses %s in one line that holds nothing of it', (url, reason) => {
  const failing = () => readAddress(url);
  expect(failing).toThrow(reason);
  expect(failing).toThrow(/^REDIS_URL [^\n]+ write it as redis:\/\/[^\n]+\.$/);
  expect(failing).not.toThrow(/secret/);
});

test('names servers without what opens them', () => {
  const urls = [
    'redis://a:secret@[::1]',
    'redis+cluster://:secret@one,two',
    'redis+sentinel://one/chat',
  ];
  expect(urls.map((url) => nameOf(readAddress(url)))).toEqual([
    '[::1]:6379',
    'one:6379, two:6379 (cluster)',
    'one:26379 (sentinel)',
  ]);
});
