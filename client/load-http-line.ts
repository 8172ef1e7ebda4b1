import type { Environment } from './environment.ts';
import type { LineSocket } from './http-line.ts';

/** Loads what stands in for a WebSocket: most never need it. */
export async function loadHttpLine(
  environment: Environment,
): Promise<(address: string) => LineSocket> {
  const { createHttpLine } = await import('./http-line.ts');
  return (address) => createHttpLine(address, environment);
}
