import { describe, expect, test } from 'vitest';
import type { ChatId, OperatorId, SiteId } from '../../../protocol/index.ts';
import {
  chooseReturns,
  GRACE_MS,
  type Held,
  type Holder,
  whyReturned,
} from '../../../server/routing/choose-returns.ts';
import { createPools } from '../../../server/routing/pools.ts';

const MINUTE_MS = 60_000;
const pools = createPools([]);
const here = { online: true, hasTurnedAway: false, goneForMs: 0, usedAgoMs: Infinity };
const gone = (forMs: number) => ({ ...here, online: false, goneForMs: forMs });

function held(state: Held['state'], offeredForMs = 0): Held {
  const ids = { id: 'chat' as ChatId, site_id: 'site' as SiteId, operator_id: 'ada' as OperatorId };
  return { ...ids, group_id: null, state, offeredForMs };
}

describe('a chat that was offered', () => {
  test('stays until its time is over, then goes back as not accepted', () => {
    expect(whyReturned(held('assigned', 20_000), here, pools)).toBe(40_000);
    expect(whyReturned(held('assigned', 60_000), here, pools)).toBe('not_accepted');
  });

  test('stays over a reload, and goes back from whoever has left', () => {
    const offered = held('assigned', 30_000);
    expect(whyReturned(offered, gone(GRACE_MS - 1_000), pools)).toBe(1_000);
    expect(whyReturned(offered, gone(GRACE_MS), pools)).toBe('operator_left');
    // Somebody offered it to whoever had left long ago: they may be about to come.
    expect(whyReturned(held('assigned', 1_000), gone(MINUTE_MS), pools)).toBe(GRACE_MS - 1_000);
  });

  test('goes back from whoever stopped accepting, or has no account any more', () => {
    const away = { ...here, hasTurnedAway: true };
    expect(whyReturned(held('assigned'), away, pools)).toBe('operator_away');
    expect(whyReturned(held('assigned'), undefined, pools)).toBe('operator_left');
  });
});

describe('a chat that was accepted, and whose visitor waits', () => {
  test('stays with whoever is here, whether or not they accept further ones', () => {
    const away = { ...here, hasTurnedAway: true };
    expect(whyReturned(held('active'), away, pools)).toBeNull();
  });

  test('goes back once its operator has been without a line for five minutes', () => {
    expect(whyReturned(held('active'), gone(4 * MINUTE_MS), pools)).toBe(MINUTE_MS);
    expect(whyReturned(held('active'), gone(5 * MINUTE_MS), pools)).toBe('operator_left');
  });
});

describe('a chat that nobody accepted', () => {
  const [{ acceptSeconds }] = pools(held('assigned'));
  const offeredForMs = (acceptSeconds ?? 0) * 1_000;
  const returnFrom = (holder: Holder) =>
    chooseReturns([held('assigned', offeredForMs)], () => holder, pools).returns[0];

  test.each([
    ['used the console while it was offered', 10_000, true],
    ['used it last just before, as told by a heartbeat', offeredForMs + 30_000, true],
    ['used it last long before', offeredForMs + MINUTE_MS, false],
    ['has not used it', Number.POSITIVE_INFINITY, false],
  ])('goes on from whoever %s', (_who, usedAgoMs, wasThere) => {
    const back = { reason: 'not_accepted', wasThere };
    expect(returnFrom({ ...here, usedAgoMs })).toMatchObject(back);
  });
});
