import { dirname, join, normalize } from 'node:path';
import { expect, test } from 'vitest';
import { en } from '../../widget/text/en.ts';
import { enLater } from '../../widget/text/en-later.ts';
import { readProjectFile } from './source-files.ts';

/** What a module imports as it is loaded: neither types nor what it asks for later. */
function loadedWith(file: string): string[] {
  const found = readProjectFile(file).matchAll(
    /^(?:import|export) (?!type\b)[^;]*?from '(\.[^']+\.tsx?)';/gm,
  );
  return [...found].map(([, path = '']) => normalize(join(dirname(file), path)));
}

/** Every module of the panel's first load. */
function firstModules(): string[] {
  const found = new Set(['widget/panel/main.ts']);
  for (const file of found) for (const target of loadedWith(file)) found.add(target);
  return [...found];
}

const said = firstModules().flatMap((file) =>
  [...readProjectFile(file).matchAll(/\bsay\(\s*'(\w+)'/g)].map(([, key = '']) => ({ file, key })),
);

test('what the open panel says at once is in the English words that are loaded with it', () => {
  expect(said.length).toBeGreaterThan(10);
  expect(said.filter(({ key }) => Object.hasOwn(enLater, key))).toEqual([]);
});

test('the English words of the first load are said by it', () => {
  const sources = firstModules().map(readProjectFile).join('\n');
  const unsaid = Object.keys(en).filter((key) => !sources.includes(`'${key}'`));
  expect(unsaid).toEqual([]);
});
