import type { ChainableCommander } from 'ioredis';

/** Runs commands that were put together and gives back their replies; rejects with the first error among them. */
export async function repliesOf(commands: ChainableCommander): Promise<readonly unknown[]> {
  try {
    const results = (await commands.exec()) ?? [];
    return results.map(([error, reply]) => {
      if (error) throw error;
      return reply;
    });
  } catch (error) {
    throw firstCause(error);
  }
}

/** A transaction that is refused as a whole keeps why its first command was. */
function firstCause(error: unknown): unknown {
  if (!(error instanceof Error && 'previousErrors' in error)) return error;
  return Array.isArray(error.previousErrors) ? (error.previousErrors[0] ?? error) : error;
}
