import type { ChildProcess } from 'node:child_process';

const children = new Set<ChildProcess>();
let isHooked = false;

/** A child process that is killed, by its id, when this process ends before it. */
export function endsWithUs<Child extends ChildProcess>(child: Child): Child {
  if (!isHooked) {
    isHooked = true;
    process.on('exit', () => {
      for (const one of children) one.kill('SIGKILL');
    });
  }
  children.add(child);
  child.once('exit', () => children.delete(child));
  return child;
}
