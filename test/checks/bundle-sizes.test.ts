import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { builtSizes, panelFiles } from '../../bench/widget/sizes.ts';
import { LANGUAGES } from '../../protocol/index.ts';
import { ROOT } from './source-files.ts';

const FOLDER = join(ROOT, 'dist/widget');
const KB = 1_024;

const { loaderGzip, panelBrotli } = builtSizes(FOLDER);
const first = panelFiles(FOLDER);

describe('the built widget', () => {
  it(`loads a widget.js of at most 4 KB (gzip): ${loaderGzip} bytes`, () => {
    expect(loaderGzip).toBeLessThanOrEqual(4 * KB);
  });

  it('opens the panel with at most 20 KB (brotli), Preact and one language included', () => {
    expect({ first, bytes: panelBrotli, isWithin: panelBrotli <= 20 * KB }).toMatchObject({
      isWithin: true,
    });
  });

  it('goes on, once it is drawn, with a file that needs none but the panel', () => {
    const name = readdirSync(FOLDER).find((file) => file.startsWith('conversation-')) ?? '';
    const needed = readFileSync(join(FOLDER, name), 'utf8').matchAll(/from"\.\/([^"]+)"/g);
    expect([...needed].map(([, file]) => file)).toEqual(first);
  });

  it('has a file for every language, and loads none of them with the panel', () => {
    const files = readdirSync(join(FOLDER, 'languages'));
    const languages = files.map((file) => file.replace(/-[0-9a-f]{8}\.js$/, ''));
    expect(languages.sort()).toEqual(LANGUAGES.map((language) => language.toLowerCase()).sort());
    expect(first.filter((file) => file.startsWith('languages/'))).toEqual([]);
  });

  it('holds no schema library and no way to run a string', () => {
    for (const name of readdirSync(FOLDER).filter((file) => file.endsWith('.js'))) {
      const isClean = !/\bZodError\b|\beval\(|new Function\(/.test(
        readFileSync(join(FOLDER, name), 'utf8'),
      );
      expect([name, isClean]).toEqual([name, true]);
    }
  });
});
