/** The one of several repetitions that runs, counted from 0. */
export interface Repetition {
  readonly nth: number;
  readonly of: number;
}

/** Says on standard error what is measured now, and how long the program has run. */
export function tell(what: string, repetition?: Repetition): void {
  process.stderr.write(`${progressLine(what, performance.now(), repetition)}\n`);
}

/** `  1:05  Counterbell, 2 of 5`: minutes and seconds, then what runs. */
export function progressLine(what: string, elapsedMs: number, repetition?: Repetition): string {
  const seconds = Math.floor(elapsedMs / 1_000);
  const clock = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
  const count = repetition ? `, ${repetition.nth + 1} of ${repetition.of}` : '';
  return `${clock.padStart(6)}  ${what}${count}`;
}
