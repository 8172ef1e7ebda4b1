import type { Command } from 'commander';
import { examine } from './examine.ts';
import type { Finding } from './finding.ts';

/** `counterbell doctor`: what stands in the way of a relay here. */
export function addDoctor(program: Command): void {
  program
    .command('doctor')
    .description('check this machine and the settings, and say what to do')
    .action(async () => {
      const findings = await examine();
      for (const finding of findings) process.stdout.write(`${lineFor(finding)}\n`);
      if (findings.some(({ ok }) => !ok)) process.exitCode = 1;
    });
}

function lineFor(finding: Finding): string {
  return finding.ok
    ? `ok       ${finding.what}`
    : `problem  ${finding.what.replace(/\.$/, '')}; ${finding.mend}`;
}
