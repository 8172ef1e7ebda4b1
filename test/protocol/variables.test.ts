import { expect, test } from 'vitest';
import { cannedTextSchema } from '../../protocol/index.schema.ts';
import { fillVariables, unknownVariables, type VariableValues } from '../../protocol/later.ts';

const VALUES: VariableValues = {
  'visitor.name': 'Grace',
  'visitor.email': '',
  'operator.name': 'Ada',
  'site.name': 'Lamps',
  'page.url': 'https://lamps.example/',
  'page.title': '',
};

test.each([
  ['Hello {{visitor.name}}, Ada here', 'Hello Grace, Ada here'],
  ['{{ visitor.name }} at {{site.name}}', 'Grace at Lamps'],
  ['I write to {{visitor.email|your address}}.', 'I write to your address.'],
  ['{{page.title|}}!', '!'],
  ['{visitor.name} {{}} {{unclosed', '{visitor.name} {{}} {{unclosed'],
])('fills in %j', (text, filled) => {
  expect(fillVariables(text, VALUES)).toEqual({ text: filled, missing: [] });
});

test('leaves out what is not known and has no fallback, and names it once', () => {
  const { text, missing } = fillVariables('{{visitor.email}} {{visitor.email}}.', VALUES);
  expect(text).toBe(' .');
  expect(missing).toEqual(['visitor.email']);
});

test.each([
  ['{{operator.name}}', '{{operator.name}}'],
  ['two\nlines\r\n> and a quotation', 'two lines > and a quotation'],
  ['<b>bold</b> $& $1', '<b>bold</b> $& $1'],
  ['\u0000\u0007bell', 'bell'],
  ['\u202eevil\u2066', 'evil'],
])('takes the value %j for text in one line and nothing else', (name, filled) => {
  expect(fillVariables('{{visitor.name}}', { ...VALUES, 'visitor.name': name }).text).toBe(filled);
});

test('refuses variables that are not known, and names those that are', () => {
  expect(unknownVariables('{{visitor.nmae}} {{visitor.name}} {{x|y}} {{x}}')).toEqual([
    'visitor.nmae',
    'x',
  ]);
  const { error } = cannedTextSchema.safeParse('Hello {{visitor.nmae}}');
  const message = error?.issues[0]?.message;
  expect(message).toContain('visitor.nmae, which is not known');
  expect(message).toContain('visitor.name, visitor.email, operator.name');
});
