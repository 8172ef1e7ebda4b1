import { expect, test } from 'vitest';
import { words } from '../../widget/text/all-english.ts';

/** The values that a sentence is given, as they stand in it. */
function valuesIn(sentence: string): string[] {
  return [...new Set([...sentence.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name))];
}

function entryOf([key, sentence]: [string, (typeof words)[keyof typeof words]]): string {
  const isPlain = typeof sentence === 'string';
  const values = valuesIn(isPlain ? sentence : sentence.other).map((name) => `'${name}'`);
  return `  ${isPlain ? key : `'${key}.*'`}: [${values.join(', ')}],`;
}

test('protocol/widget-texts.ts names the texts of English and their values', async () => {
  const module = [
    '/**',
    ' * The texts of the widget that a site may word itself, and the values that stand in them; `.*` marks a plural. Made from',
    ' * `widget/text/en.ts` and `en-later.ts` by `npx vitest run test/checks -u`; change it there.',
    ' */',
    'export const WIDGET_TEXTS: Readonly<Record<string, readonly string[]>> = {',
    ...Object.entries(words).map(entryOf),
    '};',
    '',
  ].join('\n');
  await expect(module).toMatchFileSnapshot('../../protocol/widget-texts.ts');
});
