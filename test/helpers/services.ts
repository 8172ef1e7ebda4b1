import { spawnSync } from 'node:child_process';

/** Whether a missing service fails the tests that need it, instead of leaving them out. */
const REQUIRE_SERVICES = process.env.REQUIRE_SERVICES === '1';

/**
 * Whether a program of this name can be run here. Where it cannot, says what the tests did without, and with
 * `REQUIRE_SERVICES=1` throws instead.
 */
export function hasService(program: string, needs: string): boolean {
  if (spawnSync(program, ['--version'], { stdio: 'ignore' }).error === undefined) return true;
  const sentence = `${program} is not installed: untested: ${needs}.`;
  if (REQUIRE_SERVICES) throw new Error(`${sentence} REQUIRE_SERVICES=1 does not allow that.`);
  process.stderr.write(`${sentence}\n`);
  return false;
}
