import type { Command } from 'commander';
import { runRelay } from './run-relay.ts';

/** `counterbell demo`: the relay with a small shop to try it out. */
export function addDemo(program: Command): void {
  program
    .command('demo')
    .description('start the relay with a demo shop under /demo')
    .action(() => runRelay({ demo: true }));
}
