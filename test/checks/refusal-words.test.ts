import { expect, test } from 'vitest';
import { en as words } from '../../console/text/en.ts';
import { REFUSALS } from '../../protocol/index.ts';
import { webhook } from '../../server/addons/bundled/webhook.ts';
import { readProjectFile, sourceFiles } from './source-files.ts';

/** What operators do not meet: the panel tells visitors of it in their own language, and the page's developer. */
const OF_VISITORS = [
  'token_invalid',
  'proof_refused',
  'banned',
  'unknown_site',
  'conflict',
  'answers_wrong',
  'unwanted',
];

/** `invalid` is told by its fault, and what an add-on refuses in its own words. */
const IN_OTHER_WORDS = ['invalid', 'addon_refused'];

test('the console has words for every refusal that an operator can meet', () => {
  const wordless = Object.keys(REFUSALS).filter((code) => !Object.hasOwn(words, `refusal-${code}`));
  expect(wordless.sort()).toEqual([...OF_VISITORS, ...IN_OTHER_WORDS].sort());
});

test('the console has words for every fault that the relay names', () => {
  const named = sourceFiles(['protocol', 'server']).flatMap((file) => faultsNamedIn(file));
  const faults = new Set(named);
  expect(faults.size).toBeGreaterThan(20);
  expect([...faults].filter((fault) => !Object.hasOwn(words, `fault-${fault}`))).toEqual([]);
});

test('the console has words for every setting that an add-on of the relay’s own checks', () => {
  const checked = (webhook.fields ?? []).filter(({ check }) => check);
  const keys = checked.map(({ name }) => `fault-addon-${webhook.name}-${name}`);
  expect(keys.filter((key) => !Object.hasOwn(words, key))).toEqual([]);
});

/** Every word behind `fault:`; both of a choice, and not what it is chosen by. */
function faultsNamedIn(file: string): string[] {
  const places = readProjectFile(file).matchAll(/\bfault: ([^,}\n]+)/g);
  return [...places].flatMap(([, value = '']) =>
    [...value.matchAll(/(?<!=== )'(\w+)'/g)].map(([, name = '']) => name),
  );
}
