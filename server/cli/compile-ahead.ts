/**
 * `node dist/relay/compile-ahead.js serve`, with the settings of a relay on an empty folder: starts it, keeps what V8 compiled
 * until it listened, and ends it. For the Node that does it: another one compiles anew.
 */
import { writeFileSync } from 'node:fs';
import { COMPILED_FILE, compileProgram, runProgram } from './compiled-program.ts';

const script = compileProgram();
await runProgram(script).done;
writeFileSync(COMPILED_FILE, script.createCachedData());
process.kill(process.pid, 'SIGTERM');
