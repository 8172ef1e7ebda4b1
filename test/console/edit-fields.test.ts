import { expect, test } from 'vitest';
import { moveField, newField, ofKind } from '../../console/sites/forms/edit-fields.ts';
import type { FormField } from '../../protocol/index.ts';

const TEXT: FormField = { id: 'text-1', kind: 'text', label: 'Order', required: true };

test('a new field gets an id that no other field has', () => {
  expect(newField([], 'text').id).toBe('text-1');
  expect(newField([TEXT, { ...TEXT, id: 'text-3' }], 'text').id).toBe('text-2');
});

test('a field that every language has words for needs no label', () => {
  const named = { id: 'email', kind: 'email' } as const;
  expect(newField([], named)).toEqual({ ...named, label: '', required: true });
});

test('a field has options exactly while its kind gives a choice', () => {
  const list = { ...ofKind(TEXT, 'select'), options: ['Small', 'Large'] };
  expect(ofKind(TEXT, 'select').options).toEqual([]);
  expect(ofKind(list, 'radio').options).toEqual(['Small', 'Large']);
  expect('options' in ofKind(list, 'text')).toBe(false);
});

test('moving a field keeps the others in their order', () => {
  const fields = ['a', 'b', 'c'].map((id) => ({ ...TEXT, id }));
  expect(moveField(fields, 2, 0).map(({ id }) => id)).toEqual(['c', 'a', 'b']);
  expect(moveField(fields, 0, 1).map(({ id }) => id)).toEqual(['b', 'a', 'c']);
  expect(fields.map(({ id }) => id)).toEqual(['a', 'b', 'c']);
});
