import { describe, expect, test } from 'vitest';
import { explain, siteFormsSchema, siteSettingsSchema } from '../../protocol/index.schema.ts';
import { DEFAULT_FORMS, type FormField } from '../../protocol/index.ts';
import { EVERY_KIND, shownForm } from '../helpers/site-forms.ts';

const TEXT: FormField = { id: 'order', kind: 'text', label: 'Order', required: false };

/** What is wrong with a site whose offline form has these fields. */
function faultOf(fields: unknown): string {
  const forms = { ...DEFAULT_FORMS, offline: { enabled: true, title: '', text: '', fields } };
  const result = siteFormsSchema.safeParse(forms);
  return result.success ? 'none' : explain(result.error).detail;
}

function many(count: number, change: Partial<FormField> = {}): FormField[] {
  return Array.from({ length: count }, (_, nth) => ({ ...TEXT, ...change, id: `order-${nth}` }));
}

describe('the forms of a site', () => {
  test('take a field of every kind', () => {
    expect(faultOf(EVERY_KIND)).toBe('none');
  });

  test('are those of before for a site that was stored without any', () => {
    const stored = { colour: '#112233', welcome: '', language: 'auto', consent: 'strict' };
    expect(siteSettingsSchema.parse(stored).forms).toEqual(DEFAULT_FORMS);
  });

  test('take 20 fields, and no 21st', () => {
    expect(faultOf(many(20))).toBe('none');
    expect(faultOf(many(21))).toMatch(/offline\.fields has a limit of 20 fields/);
  });

  test.each([
    ['an id twice', [TEXT, TEXT], /offline\.fields must not hold an id twice/],
    ['an id that is none', [{ ...TEXT, id: 'x"]' }], /fields\.0\.id must be 1 to 30 small letters/],
    ['no label', [{ ...TEXT, label: '' }], /fields\.0\.label must not be empty/],
    ['a blank label', [{ ...TEXT, label: '  ' }], /fields\.0\.label/],
    ['a label that is too long', [{ ...TEXT, label: 'x'.repeat(301) }], /fields\.0\.label/],
    ['labels too long together', many(20, { label: 'x'.repeat(201) }), /4000 characters for all/],
    ['an object for a label', [{ ...TEXT, label: { html: '<b>' } }], /fields\.0\.label/],
    ['a NUL in a label', [{ ...TEXT, label: 'a\u0000' }], /fields\.0\.label/],
    ['an unknown kind', [{ ...TEXT, kind: 'file' }], /fields\.0\.kind/],
    ['an unknown key', [{ ...TEXT, html: '<b>' }], /fields\.0\.html is not a known field/],
    ['a list without options', [{ ...TEXT, kind: 'select' }], /fields\.0\.options/],
    ['options of a text', [{ ...TEXT, options: ['a', 'b'] }], /fields\.0\.options/],
    ['one option', [{ ...TEXT, kind: 'radio', options: ['a'] }], /at least 2 options/],
    ['an option twice', [{ ...TEXT, kind: 'radio', options: ['a', 'a'] }], /an option twice/],
    ['nothing to ask', [], /needs at least one field/],
  ])('name the field with %s', (_what, fields, fault) => {
    expect(faultOf(fields)).toMatch(fault);
  });

  test('take hostile labels as the text they are', () => {
    const label = '"><script>alert(1)</script>\u202e{name}';
    const forms = { ...DEFAULT_FORMS, offline: shownForm([{ ...TEXT, label }]) };
    expect(siteFormsSchema.parse(forms).offline.fields[0]?.label).toBe(label);
  });
});
