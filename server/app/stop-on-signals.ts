import type { Relay } from './start-relay.ts';

/** Stops the relay and ends the process at the first SIGTERM or SIGINT; a second one ends it at once. */
export function stopOnSignals(relay: Relay): void {
  let isStopping = false;
  const stop = (): void => {
    if (isStopping) process.exit(1);
    isStopping = true;
    relay.close().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
}
