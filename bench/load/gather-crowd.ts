import type { FromCrowd, ToCrowd } from './crowd.ts';
import { ask, forkClient } from './fork-client.ts';
import type { CrowdPlan } from './plan.ts';

/** Clients that are connected and say nothing, in a process of their own on the client's core. */
export interface Crowd {
  /** So many more come, some at a time; resolves when all are in. */
  grow(count: number): Promise<void>;
  /** All hang up. */
  end(): void;
}

export function gatherCrowd(plan: CrowdPlan): Crowd {
  const child = forkClient('crowd');
  return {
    async grow(count) {
      await ask<FromCrowd>(child, { plan, count } satisfies ToCrowd);
    },
    end: () => void child.kill(),
  };
}
