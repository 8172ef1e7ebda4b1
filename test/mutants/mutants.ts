import { CLIENT_MUTANTS } from './client-mutants.ts';
import { RELAY_MUTANTS } from './relay-mutants.ts';

/** A deliberate fault: one place of one file, written otherwise. */
export interface Mutant {
  /** What it does wrong, in words. */
  readonly fault: string;
  readonly file: string;
  readonly from: string;
  readonly to: string;
  /** Where it should be noticed. */
  readonly tests: readonly string[];
}

/** Each must be caught by a test; one that is not is a missing test. */
export const MUTANTS: readonly Mutant[] = [...CLIENT_MUTANTS, ...RELAY_MUTANTS];
