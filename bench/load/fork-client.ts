import { type ChildProcess, fork } from 'node:child_process';
import { endsWithUs } from '../../test/helpers/ends-with-us.ts';
import { pinnedTo } from '../harness/cores.ts';

/** What a subprogram may answer instead of what it was asked for. */
export interface Failed {
  readonly type: 'failed';
  readonly why: string;
}

/** Starts a subprogram on the client's core, to talk with over its channel; it ends with us. */
export function forkClient(subprogram: string): ChildProcess {
  const [program = process.execPath, ...prefix] = [...pinnedTo('client'), process.execPath];
  const [entry = ''] = process.argv.slice(1);
  const options = { execPath: program, execArgv: prefix };
  return endsWithUs(fork(entry, ['subprogram', subprogram], options));
}

/** Tells a subprogram what to do and resolves with its next answer; rejects where that is a failure, or it ends. */
export function ask<Answer extends { type: string }>(
  child: ChildProcess,
  task: object,
): Promise<Exclude<Answer, Failed>> {
  return new Promise((resolve, reject) => {
    const onExit = (): void => reject(new Error('the client ended before its answer'));
    child.once('exit', onExit);
    child.once('message', (message) => {
      child.off('exit', onExit);
      const answer = message as Exclude<Answer, Failed> | Failed; // the subprogram's own words
      if (answer.type === 'failed')
        reject(new Error(`the client failed: ${(answer as Failed).why}`));
      else resolve(answer as Exclude<Answer, Failed>);
    });
    child.send(task);
  });
}
