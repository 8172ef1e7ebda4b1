import { Command } from 'commander';
import { addBackup } from './backup.ts';
import { addDemo } from './demo.ts';
import { addDoctor } from './doctor.ts';
import { addMove } from './move.ts';
import { addOperator } from './operator.ts';
import { reportFailure } from './report-failure.ts';
import { addRestore } from './restore.ts';
import { addServe } from './serve.ts';

const program = new Command('counterbell')
  .description('The relay of Counterbell: visitor chat for websites.')
  .showHelpAfterError();
for (const add of [addServe, addDemo, addOperator, addBackup, addRestore, addMove, addDoctor])
  add(program);

/** Rejects where the command failed; the relay's resolve once it listens. */
export const done: Promise<unknown> = program.parseAsync();
done.catch(reportFailure);
