import { environment } from '../config/index.ts';

/** Ends the process with one line on standard error; LOG_LEVEL=debug adds where it came from. */
export function reportFailure(error: unknown): void {
  process.stderr.write(`${sentenceFor(error)}\n`);
  if (environment().LOG_LEVEL === 'debug' && error instanceof Error) {
    process.stderr.write(`${error.stack}\n`);
  }
  process.exitCode = 1;
}

/** An error in one line for people. */
export function sentenceFor(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (isMissingNativeModule(error)) {
    return 'A compiled part is missing or was made for another version of Node; run: npm rebuild better-sqlite3 @node-rs/argon2';
  }
  return error.message.split('\n')[0] ?? '';
}

/** Install scripts may be switched off (npm 12 does so), and a new Node does not load what was compiled for an older one. */
function isMissingNativeModule(error: Error): boolean {
  const code = 'code' in error ? error.code : '';
  return (
    code === 'ERR_DLOPEN_FAILED' ||
    /Could not locate the bindings file|NODE_MODULE_VERSION|native binding/.test(error.message)
  );
}
