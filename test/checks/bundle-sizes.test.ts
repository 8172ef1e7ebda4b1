import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { ROOT } from './source-files.ts';

const FOLDER = join(ROOT, 'dist/widget');
const KB = 1_024;

const read = (name: string) => readFileSync(join(FOLDER, name));
const gzipped = (name: string) => gzipSync(read(name), { level: 9 }).length;
const brotli = (name: string) => brotliCompressSync(read(name)).length;

/** A module and everything that is loaded before it runs. */
function withStaticImports(name: string, found = new Set<string>()): Set<string> {
  if (found.has(name)) return found;
  found.add(name);
  const imports = read(name)
    .toString()
    .matchAll(/(?:^|;)(?:import|export)[^;()]*?"\.\/([^"]+)"/g);
  for (const [, next] of imports) if (next !== undefined) withStaticImports(next, found);
  return found;
}

describe('the built widget', () => {
  const { panel }: { panel: string } = JSON.parse(read('manifest.json').toString());
  const entry = panel.replace('/widget/', '');
  const first = [...withStaticImports(entry)];

  it(`loads a widget.js of at most 4 KB (gzip): ${gzipped('widget.js')} bytes`, () => {
    expect(gzipped('widget.js')).toBeLessThanOrEqual(4 * KB);
  });

  it('opens the panel with at most 20 KB (brotli), Preact and one language included', () => {
    const bytes = first.reduce((sum, name) => sum + brotli(name), 0);
    expect({ first, bytes, isWithin: bytes <= 20 * KB }).toMatchObject({ isWithin: true });
  });

  it('loads every language but English when it is asked for', () => {
    const chunks = readdirSync(FOLDER).filter((name) => /^[a-z]{2}-[\w-]{8}\.js$/.test(name));
    expect(chunks.length).toBeGreaterThan(0);
    for (const name of chunks) expect(first).not.toContain(name);
  });

  it('holds no schema library and no way to run a string', () => {
    for (const name of readdirSync(FOLDER).filter((file) => file.endsWith('.js'))) {
      const isClean = !/\bZodError\b|\beval\(|new Function\(/.test(read(name).toString());
      expect([name, isClean]).toEqual([name, true]);
    }
  });
});
