import type { Command } from 'commander';
import { runRelay } from './run-relay.ts';

/** `counterbell serve`: the relay, until it is told to stop. */
export function addServe(program: Command): void {
  program
    .command('serve')
    .description('start the relay; settings come from the environment (docs/reference/settings.md)')
    .action(() => runRelay({ demo: false }));
}
