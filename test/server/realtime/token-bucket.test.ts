import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createTokenBucket } from '../../../server/realtime/token-bucket.ts';

test('lets a burst through, then refuses with the time until the next may pass', () => {
  let now = 0;
  const bucket = createTokenBucket(3, 2, () => now);
  expect([bucket.take(), bucket.take(), bucket.take()]).toEqual([0, 0, 0]);
  expect(bucket.take()).toBeCloseTo(0.5);
  now += 500;
  expect(bucket.take()).toBe(0);
});

test('never lets more through than the burst and the rate allow', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(400), { maxLength: 200 }), (pauses) => {
      let now = 0;
      const bucket = createTokenBucket(5, 10, () => now);
      let passed = 0;
      for (const pause of pauses) {
        now += pause;
        if (bucket.take() === 0) passed += 1;
      }
      expect(passed).toBeLessThanOrEqual(5 + (now / 1000) * 10);
    }),
  );
});
