import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { emailSchema } from '../../protocol/index.schema.ts';
import type { FormAnswer, FormField } from '../../protocol/index.ts';
import { checkAnswers } from '../../protocol/later.ts';
import { EVERY_KIND } from '../helpers/site-forms.ts';

const RIGHT: readonly FormAnswer[] = [
  { field: 'name', label: '', value: 'Ada' },
  { field: 'email', label: 'Your address', value: 'ada@example.org' },
  { field: 'phone', label: '', value: '+44 (0)20 7946-0000' },
  { field: 'topic', label: 'Topic', value: 'Sales' },
  { field: 'size', label: 'Size', value: 'Large' },
  { field: 'story', label: 'What happened?', value: 'It fell.\nTwice.' },
  { field: 'news', label: 'Send me news', value: false },
  { field: 'terms', label: 'I agree that you keep this', value: true },
];

/** The right answers with one of them changed. */
function withAnswer(field: string, change: Partial<FormAnswer>): FormAnswer[] {
  return RIGHT.map((answer) => (answer.field === field ? { ...answer, ...change } : answer));
}

describe('the answers to a form', () => {
  test('fit where each kind of field is answered as it asks', () => {
    expect(checkAnswers(EVERY_KIND, RIGHT)).toEqual([]);
  });

  test('fit where only what is required is answered', () => {
    const needed = RIGHT.filter(({ field }) => field === 'email' || field === 'terms');
    expect(checkAnswers(EVERY_KIND, needed)).toEqual([]);
  });

  test.each([
    ['no address', 'email', { value: 'ada' }, 'not-an-address'],
    ['an address with a label of before', 'email', { label: 'E-mail' }, 'other-label'],
    ['nothing but spaces in a required field', 'email', { value: '  ' }, 'missing'],
    ['no phone number', 'phone', { value: 'call me' }, 'not-a-number'],
    ['a phone number that is too short', 'phone', { value: '112' }, 'not-a-number'],
    ['an option that is not there', 'topic', { value: 'Complaints' }, 'not-an-option'],
    ['an option in other letters', 'size', { value: 'large' }, 'not-an-option'],
    ['a tick where text belongs', 'story', { value: true }, 'wrong-kind'],
    ['text where a tick belongs', 'news', { value: 'yes' }, 'wrong-kind'],
    ['a consent that was not given', 'terms', { value: false }, 'missing'],
    ['a label that the site does not have', 'name', { label: '<img src=x>' }, 'other-label'],
  ] as const)('do not fit with %s', (_what, field, change, name) => {
    expect(checkAnswers(EVERY_KIND, withAnswer(field, change))).toEqual([{ field, name }]);
  });

  test('do not fit where one is missing, given twice, or to no field of the form', () => {
    const without = RIGHT.filter(({ field }) => field !== 'email');
    expect(checkAnswers(EVERY_KIND, without)).toEqual([{ field: 'email', name: 'missing' }]);
    const twice = [...RIGHT, { field: 'topic', label: 'Topic', value: 'Repairs' }];
    expect(checkAnswers(EVERY_KIND, twice)).toEqual([{ field: 'topic', name: 'twice' }]);
    const strange = [...RIGHT, { field: 'isadmin', label: '', value: true }];
    expect(checkAnswers(EVERY_KIND, strange)).toEqual([{ field: 'isadmin', name: 'unknown' }]);
  });

  test('name the limit where one is too long, counting an emoji as one character', () => {
    expect(checkAnswers(EVERY_KIND, withAnswer('name', { value: '😀'.repeat(100) }))).toEqual([]);
    expect(checkAnswers(EVERY_KIND, withAnswer('name', { value: 'x'.repeat(101) }))).toEqual([
      { field: 'name', name: 'too-long', limit: 100 },
    ]);
  });

  test('name what is left for the longest where all together are too long', () => {
    const fields: FormField[] = ['a', 'b'].map((id) => ({
      id,
      kind: 'textarea',
      label: id,
      required: true,
    }));
    const answers = [
      { field: 'a', label: 'a', value: 'x'.repeat(3_000) },
      { field: 'b', label: 'b', value: 'x'.repeat(5_001) },
    ];
    expect(checkAnswers(fields, answers)).toEqual([{ field: 'b', name: 'too-long', limit: 5_000 }]);
  });

  test('hold no address that is none to the relay elsewhere', () => {
    const email = fc.oneof(
      fc.emailAddress(),
      fc.stringMatching(/^[a-z.'+@_-]{1,12}@[a-z.-]{1,12}$/),
      fc.string(),
    );
    fc.assert(
      fc.property(email, (address) => {
        const value = address.trim();
        if (checkAnswers(EVERY_KIND, withAnswer('email', { value })).length > 0) return;
        expect(emailSchema.safeParse(value)).toMatchObject({ success: true });
      }),
      { seed: 29, numRuns: 2_000 },
    );
  });
});
