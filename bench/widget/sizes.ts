import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';

/** What the built widget weighs, in bytes. */
export interface Sizes {
  readonly loaderGzip: number;
  /** Of the panel's module with all that it imports before it runs. */
  readonly panelBrotli: number;
}

/** Where the widget is built to. */
const FOLDER = 'dist/widget';

/** Measures the widget as it was built last. */
export function builtSizes(folder = FOLDER): Sizes {
  const read = (name: string) => readFileSync(join(folder, name));
  const brotli = (name: string) => brotliCompressSync(read(name)).length;
  return {
    loaderGzip: gzipSync(read('widget.js'), { level: 9 }).length,
    panelBrotli: panelFiles(folder).reduce((sum, name) => sum + brotli(name), 0),
  };
}

/** The panel's module and everything that is loaded before it runs. */
export function panelFiles(folder = FOLDER): readonly string[] {
  const { panel }: { panel: string } = JSON.parse(
    readFileSync(join(folder, 'manifest.json'), 'utf8'),
  );
  const files = [panel.replace('/widget/', '')];
  for (const name of files) {
    const imports = readFileSync(join(folder, name), 'utf8').matchAll(
      /(?:^|;)(?:import|export)[^;()]*?"\.\/([^"]+)"/g,
    );
    for (const [, next] of imports) if (next && !files.includes(next)) files.push(next);
  }
  return files;
}
