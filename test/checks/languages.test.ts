import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { LANGUAGES } from '../../protocol/index.ts';
import { words as english } from '../../widget/text/all-english.ts';
import type { Words } from '../../widget/text/en.ts';
import { describeCatalog } from './catalog-checks.ts';
import { ROOT } from './source-files.ts';

const FOLDER = 'widget/text/languages';
const OTHERS = LANGUAGES.filter((language) => language !== 'en');

/** Words that other languages took over, and a few that are alike by chance. */
const SHARED = /^(chat|emoji|e-?mail|message|messages|options|name|accept|send|sent)$/i;

const all = new Map(
  await Promise.all(
    OTHERS.map(async (language) => {
      const file: { words: Words } = await import(
        join(ROOT, FOLDER, `${language.toLowerCase()}.ts`)
      );
      return [language, file.words] as const;
    }),
  ),
);

test('every language of the list but English has a file, and every file stands in the list', () => {
  const files = readdirSync(join(ROOT, FOLDER)).map((file) => file.replace('.ts', ''));
  expect(files.sort()).toEqual(OTHERS.map((language) => language.toLowerCase()).sort());
});

for (const [language, words] of all) describeCatalog({ language, words, english, shared: SHARED });
