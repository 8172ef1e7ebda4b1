import { LIMITS } from '../../protocol/index.ts';
import type { RealtimeDeps } from './dependencies.ts';

/** What a welcome says of the limits. */
export function limitsOf({ fileBytes }: Pick<RealtimeDeps, 'fileBytes'>) {
  const { frameBytes, textCodePoints } = LIMITS;
  return { frameBytes, textCodePoints, fileBytes };
}
