import { expect, test } from 'vitest';
import { LIMITS, type VisitorId } from '../../../protocol/index.ts';
import { chatToClose } from '../../../server/chats/move-chats.ts';
import { banToKeep, mergeDetails } from '../../../server/identity/merge-details.ts';
import { chatIn } from '../chats/chat-rows.ts';

const details = (attributes: object, visits = 0, visited_at = 0) => {
  return { attributes: JSON.stringify(attributes), visits, visited_at, changed_at: 1 };
};

test('A18 adds up visits, and takes what the page said last on the device', () => {
  const device = details({ plan: 'pro', seats: 2 }, 3, 50);
  const user = details({ plan: 'free', since: 2020 }, 4, 60);
  const merged = mergeDetails(device, user, 99);
  expect(JSON.parse(merged?.attributes ?? '')).toEqual({ plan: 'pro', seats: 2, since: 2020 });
  expect(merged).toMatchObject({ visits: 7, visited_at: 60, changed_at: 99 });
  expect(mergeDetails(undefined, user, 99)).toBeUndefined();
});

test('A18 keeps a user’s attributes as they are where all together would be too many', () => {
  const many = (prefix: string) =>
    Object.fromEntries(Array.from({ length: LIMITS.attributes }, (_, at) => [prefix + at, at]));
  const merged = mergeDetails(details(many('device')), details(many('user')), 99);
  expect(JSON.parse(merged?.attributes ?? '')).toEqual(many('user'));
});

test('C11 keeps the ban that ends later', () => {
  const ban = (until: number | null) => {
    const visitor_id = 'v' as VisitorId;
    return { visitor_id, reason: 'Spam', operator_name: 'Ada', at: 1, until };
  };
  expect(banToKeep(ban(20), ban(10))).toEqual(ban(20));
  expect(banToKeep(ban(null), ban(10))).toEqual(ban(null));
  expect(banToKeep(ban(10), ban(null))).toBeUndefined();
  expect(banToKeep(ban(10), undefined)).toEqual(ban(10));
  expect(banToKeep(undefined, ban(10))).toBeUndefined();
});

test('A18 closes of two open chats the one that has come less far, and none where there is one', () => {
  const waiting = { ...chatIn('queued'), updated_at: 9 };
  const offered = { ...chatIn('assigned'), updated_at: 1 };
  const early = { ...chatIn('active'), updated_at: 2 };
  const late = { ...chatIn('active'), updated_at: 3 };
  const closed = { ...chatIn('closed'), updated_at: 10 };
  expect(chatToClose([waiting, early])).toBe(waiting);
  expect(chatToClose([offered, waiting])).toBe(waiting);
  expect(chatToClose([late, early])).toBe(early);
  expect(chatToClose([closed, waiting])).toBeUndefined();
});
