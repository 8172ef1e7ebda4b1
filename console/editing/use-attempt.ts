import { useState } from 'preact/hooks';
import { ApiError } from '../api.ts';

/** What the relay refused: the field, where it is one's fault, and why. */
interface Refusal {
  readonly field: string;
  readonly message: string;
}

/** How the last try to save or delete something went. */
export interface Attempt {
  /** Each refusal is another one, even of the same. */
  readonly refusal: Refusal | null;
  /** What is wrong with a field, or with something below it. */
  readonly errorAt: (field: string) => string | undefined;
  /** What was refused and is no shown field's fault. */
  readonly problem: string | undefined;
  /** Tries it; `then` where it could be done. */
  readonly attempt: <Done>(act: () => Promise<Done>, then?: (done: Done) => void) => Promise<void>;
}

/** Saves or deletes something, and keeps why it could not be done. `shown` are the fields that say so themselves. */
export function useAttempt(...shown: readonly string[]): Attempt {
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const errorAt = (field: string) =>
    refusal && (refusal.field === field || refusal.field.startsWith(`${field}.`))
      ? refusal.message
      : undefined;
  return {
    refusal,
    errorAt,
    problem: shown.some(errorAt) ? undefined : refusal?.message,
    async attempt(act, then) {
      try {
        const done = await act();
        setRefusal(null);
        then?.(done);
      } catch (error) {
        const field = error instanceof ApiError ? error.field : '';
        setRefusal({ field, message: error instanceof Error ? error.message : '' });
      }
    },
  };
}
