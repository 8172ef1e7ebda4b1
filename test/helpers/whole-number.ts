/** What was given as `--name`, as a number. Ends the program with status 2, and says why, where it is none from `least` on. */
export function wholeNumber(name: string, given: string | undefined, least: number): number {
  const number = Number(given);
  if (Number.isSafeInteger(number) && number >= least) return number;
  process.stderr.write(`--${name} is ${given}; a whole number from ${least} is needed.\n`);
  return process.exit(2);
}
