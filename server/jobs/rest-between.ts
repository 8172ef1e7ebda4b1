import { setTimeout as passed } from 'node:timers/promises';

/** Work goes on for so long without a rest: whoever sends a message meanwhile waits no longer for it. */
const SLICE_MS = 4;
/** And then rests as long as it worked, so that it never has more than half of the time. */
const REST = 1;

/** Makes what work in the background calls again and again: mostly it returns at once, now and then after a rest. */
export function createRest(): () => Promise<void> {
  let began = performance.now();
  return async () => {
    const worked = performance.now() - began;
    if (worked < SLICE_MS) return;
    await passed(worked * REST);
    began = performance.now();
  };
}
