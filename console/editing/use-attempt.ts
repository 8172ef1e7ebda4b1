import { useState } from 'preact/hooks';
import { ApiError } from '../api.ts';

/** What the relay refused: the field, where it is one's fault, and why. */
interface Fault {
  readonly field: string;
  readonly message: string;
}

/** How the last try to save or delete something went. */
export interface Attempt {
  /** What is wrong with a field, or with something below it. */
  readonly errorAt: (field: string) => string | undefined;
  /** What was refused and is no shown field's fault. */
  readonly problem: string | undefined;
  /** Tries it; `then` where it could be done. */
  readonly attempt: <Done>(act: () => Promise<Done>, then?: (done: Done) => void) => Promise<void>;
}

/** Saves or deletes something, and keeps why it could not be done. `shown` are the fields that say so themselves. */
export function useAttempt(...shown: readonly string[]): Attempt {
  const [fault, setFault] = useState<Fault | null>(null);
  const errorAt = (field: string) =>
    fault && (fault.field === field || fault.field.startsWith(`${field}.`))
      ? fault.message
      : undefined;
  return {
    errorAt,
    problem: shown.some(errorAt) ? undefined : fault?.message,
    async attempt(act, then) {
      try {
        const done = await act();
        setFault(null);
        then?.(done);
      } catch (error) {
        const field = error instanceof ApiError ? error.field : '';
        setFault({ field, message: error instanceof Error ? error.message : '' });
      }
    },
  };
}
