/**
 * Runs a program of the project that is not part of what ships (a proof, a benchmark): `node build/run-typescript.mjs
 * test/chaos/main.ts --messages 1000`. It is bundled first, packages left outside.
 */
import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import './prepare.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const [entry, ...options] = process.argv.slice(2);
const { build } = await import('vite');
// Below node_modules, so that the program finds the packages; of this run alone, since two may run at once.
const outDir = join(root, 'node_modules/.cache', `${entry.replaceAll(/\W/g, '-')}-${process.pid}`);
await build({
  root,
  configFile: false,
  logLevel: 'error',
  build: {
    ssr: entry,
    outDir,
    emptyOutDir: true,
    target: 'node20',
    rolldownOptions: { output: { entryFileNames: 'main.mjs', chunkFileNames: '[name].mjs' } },
  },
});
const { status, signal } = spawnSync(process.execPath, [join(outDir, 'main.mjs'), ...options], {
  cwd: root,
  stdio: 'inherit',
});
rmSync(outDir, { recursive: true, force: true });
process.exit(signal ? 1 : (status ?? 1));
