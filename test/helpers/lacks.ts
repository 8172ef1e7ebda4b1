import { expect, test } from 'vitest';

/**
 * Stands in the place of tests that need a service this machine has none of: its title says what is not shown here, and why. With
 * REQUIRE_SERVICES=1 it fails.
 */
export function lacks(reason: string, promise: string): void {
  test(`not shown here, for there is ${reason}: ${promise}`, () => {
    process.stderr.write(`Not tried out, for there is ${reason}: ${promise}\n`);
    const isRequired = process.env.REQUIRE_SERVICES === '1';
    expect(isRequired, `REQUIRE_SERVICES=1 asks for it, and there is ${reason}`).toBe(false);
  });
}
