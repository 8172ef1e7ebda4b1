import { effect, signal } from '@preact/signals';
import type { CannedResponse, Macro } from '../../protocol/index.ts';
import { api } from '../api.ts';
import { mayWrite, session } from '../session.ts';

/** What this operator may use in chats. */
export interface Prepared {
  readonly responses: readonly CannedResponse[];
  readonly macros: readonly Macro[];
}

const NOTHING: Prepared = { responses: [], macros: [] };

/** As it was read last. */
export const prepared = signal<Prepared>(NOTHING);

let readAt = Number.NEGATIVE_INFINITY;

/** Reads it again where it is older than `mostMs`; what is there stays where the relay does not answer. */
export async function refreshPrepared(mostMs: number): Promise<void> {
  if (performance.now() - readAt < mostMs) return;
  readAt = performance.now();
  try {
    await readPrepared();
  } catch {
    // The connection's own notice says that the relay is away; the next time it is asked again.
    readAt = Number.NEGATIVE_INFINITY;
  }
}

/** Reads it again now. Throws an ApiError. */
export async function readPrepared(): Promise<void> {
  const [responses, macros] = await Promise.all([api.cannedResponses(), api.macros()]);
  prepared.value = { responses, macros };
}

/** Read as soon as somebody is here, who may ask for a macro first thing. Another operator may sign in here next. */
effect(() => {
  if (session.value.name === 'signed-in') {
    if (mayWrite(session.value.operator)) void refreshPrepared(0);
    return;
  }
  prepared.value = NOTHING;
  readAt = Number.NEGATIVE_INFINITY;
});
