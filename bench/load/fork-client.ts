import { type ChildProcess, fork } from 'node:child_process';
import { endsWithUs } from '../../test/helpers/ends-with-us.ts';
import { pinnedTo } from '../harness/cores.ts';

/** Starts a subprogram on the client's core, to talk with over its channel; it ends with us. */
export function forkClient(subprogram: string): ChildProcess {
  const [program = process.execPath, ...prefix] = [...pinnedTo('client'), process.execPath];
  const [entry = ''] = process.argv.slice(1);
  const options = { execPath: program, execArgv: prefix };
  return endsWithUs(fork(entry, ['subprogram', subprogram], options));
}
