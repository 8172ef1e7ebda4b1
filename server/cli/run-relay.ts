import type { Relay } from '../app/index.ts';
import { readSettings } from '../config/index.ts';

/** Starts a relay, says where it is, and stops it when the process is told to. */
export async function runRelay(options: { demo: boolean }): Promise<void> {
  const settings = readSettings();
  const { collectWhenSilent, startRelay, stopOnSignals } = await import('../app/index.ts');
  const relay = await startRelay(settings, options);
  stopOnSignals(relay);
  collectWhenSilent();
  process.stdout.write(welcome(relay, options));
}

function welcome(
  relay: Pick<Relay, 'address' | 'demoAddress' | 'ownerLink'>,
  { demo }: { demo: boolean },
): string {
  const lines = [
    '',
    '  Counterbell is ready.',
    '',
    ...(demo ? [`  Demo shop   ${relay.demoAddress ?? 'none: its site was deleted'}`] : []),
    `  Console     ${relay.address}/console`,
    ...(relay.ownerLink ? [`  Owner link  ${relay.ownerLink}`, OWNER_HINT] : []),
    '',
    '  Stop with Ctrl+C.',
    '',
    '',
  ];
  return lines.join('\n');
}

const OWNER_HINT =
  '              makes the first account; works once, for 24 hours, until the next start';
