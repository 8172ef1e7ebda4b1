import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { Script } from 'node:vm';

/** What `program.ts` exports. */
type Program = typeof import('./program.ts');

/** The build's name for all of the relay in one file; changes with its text. */
declare const PROGRAM_NAME: string;

const PROGRAM_FILE = join(import.meta.dirname, `${PROGRAM_NAME}.cjs`);

/** What V8 made of it during a start; not there before `compile-ahead.ts` has run. */
export const COMPILED_FILE = join(import.meta.dirname, `${PROGRAM_NAME}.compiled`);

/** What Node gives to a module, and a stand-in for `import()`, which code that was compiled ahead has not: see vite.config.ts. */
const PARAMETERS = 'exports, require, module, __filename, __dirname, importModule';

/** Compiles the program, or takes what was compiled ahead: V8 passes over what another version of it made. */
export function compileProgram(): Script {
  const text = readFileSync(PROGRAM_FILE, 'utf8');
  return new Script(`(function (${PARAMETERS}) {${text}\n})`, {
    filename: PROGRAM_FILE,
    ...(existsSync(COMPILED_FILE) && { cachedData: readFileSync(COMPILED_FILE) }),
  });
}

/** Runs the program in this process, by the words of its command line. */
export function runProgram(script: Script): Program {
  const module = { exports: {} };
  const run = script.runInThisContext();
  const require = createRequire(PROGRAM_FILE);
  run(module.exports, require, module, PROGRAM_FILE, dirname(PROGRAM_FILE), importModule);
  return module.exports as Program; // the build makes the file of that module
}

function importModule(address: string): Promise<unknown> {
  return import(/* @vite-ignore */ address);
}
