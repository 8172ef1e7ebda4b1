import { once } from 'node:events';
import type { FromCrowd, ToCrowd } from './crowd.ts';
import { forkClient } from './fork-client.ts';
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
      child.send({ plan, count } satisfies ToCrowd);
      const [message] = await once(child, 'message');
      const told = message as FromCrowd; // the subprogram's own words
      if (told.type === 'failed') throw new Error(`the crowd failed: ${told.why}`);
    },
    end: () => void child.kill(),
  };
}
