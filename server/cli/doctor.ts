import type { Command } from 'commander';
/** `counterbell doctor`: what stands in the way of a relay here. */
export function addDoctor(program: Command): void {
  program
    .command('doctor')
    .description('check this machine and the settings')
    .action(() => undefined);
}
