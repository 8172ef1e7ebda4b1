import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { TEXT_GROUPS } from '../../console/sites/sections/text-groups.ts';
import { en as english } from '../../console/text/en.ts';
import { wishedLanguage } from '../../console/text/known-languages.ts';
import { CONSOLE_LANGUAGES } from '../../protocol/index.ts';
import { WIDGET_TEXTS } from '../../protocol/widget-texts.ts';
import { describeCatalog } from './catalog-checks.ts';
import { ROOT, readProjectFile } from './source-files.ts';

const FOLDER = 'console/text/languages';
const OTHERS = CONSOLE_LANGUAGES.filter((language) => language !== 'en');

/** Names of programs and standards, and words that other languages took over. */
const SHARED =
  /^(HTML|Google Tag Manager|WordPress|Shopify|React|Vue|Webhook|orange|logo|snippet|chats?|emojis?|format|text|add-ons|browser|system|admin|site(: \{name\})?|sites|macros?(: \{\w+\})?|notifications?|messages?|photo|strict|options|e-mail|name|installation|conversation|note|page|actions|general|no|secrets|invitation)$/i;

test('every language of the console but English has a file, and every file stands in the list', () => {
  const files = readdirSync(join(ROOT, FOLDER)).map((file) => file.replace('.json', ''));
  expect(files.sort()).toEqual(OTHERS.map((language) => language.toLowerCase()).sort());
});

for (const language of OTHERS) {
  const file = readProjectFile(`${FOLDER}/${language.toLowerCase()}.json`);
  describeCatalog({ language, words: JSON.parse(file), english, shared: SHARED });
}

test('German addresses operators as “Sie” throughout', () => {
  const familiar = /\b(du|dich|dir|dein\w*|euch|euer\w*)\b/i;
  const lines = readProjectFile(`${FOLDER}/de.json`).split('\n');
  expect(lines.filter((line) => familiar.test(line))).toEqual([]);
});

describe('the language that the console speaks', () => {
  test('is the one that was chosen, whatever the browser wishes', () => {
    expect(wishedLanguage('fr', ['de-AT', 'en'])).toBe('fr');
  });

  test('is the first of the browser’s that the console knows, in whichever region', () => {
    expect(wishedLanguage('auto', ['nl', 'pt-PT', 'en'])).toBe('pt-BR');
    expect(wishedLanguage('auto', ['ar-EG'])).toBe('ar');
  });

  test('is English where the console knows none of them', () => {
    expect(wishedLanguage('auto', ['nl', 'fi'])).toBe('en');
  });
});

test('every text of the widget has a name in the console and a place among the groups', () => {
  const texts = Object.keys(WIDGET_TEXTS).map((key) => key.replace('.*', ''));
  expect(texts.filter((key) => !Object.hasOwn(english, `text-${key}`))).toEqual([]);
  expect(TEXT_GROUPS.flatMap(({ keys }) => keys).sort()).toEqual([...texts].sort());
});
