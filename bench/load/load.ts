import type { FromClient, ToClient } from './client.ts';
import { forkClient } from './fork-client.ts';
import type { LoadResult } from './plan.ts';

/**
 * Plays a task in a process of its own on the client's core. `cpuSeconds` is read when the measured time begins and ends.
 * Rejects when a line did not go as planned.
 */
export function load(task: ToClient, cpuSeconds: () => number): Promise<LoadResult> {
  const child = forkClient('load-client');
  let before = 0;
  let used = 0;
  return new Promise((resolve, reject) => {
    child.on('message', (message) => {
      const told = message as FromClient; // the subprogram's own words
      switch (told.type) {
        case 'began':
          before = cpuSeconds();
          break;
        case 'ended':
          used = cpuSeconds() - before;
          break;
        case 'result':
          child.kill();
          resolve({ ...told.result, serverCpuSeconds: used });
          break;
        case 'failed':
          child.kill();
          reject(new Error(`the load client failed: ${told.why}`));
      }
    });
    child.once('exit', () => reject(new Error('the load client ended before its result')));
    child.send(task);
  });
}
