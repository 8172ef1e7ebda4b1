import { describe, expect, it } from 'vitest';
import { REFUSALS } from '../../protocol/index.ts';
import { mayGoLater, whyNotSent } from '../../widget/panel/why-not-sent.ts';
import { words as german } from '../../widget/text/languages/de.ts';
import { createTranslator } from '../../widget/text/translate.ts';

const words = createTranslator(german, { language: 'de', tag: 'de' });
const said = (code: string) => whyNotSent(code, 'The relay says so.', words);

/** What the relay answers to what a visitor sends or uploads. */
const MET = [
  'banned',
  'unwanted',
  'invalid',
  'too_large',
  'answers_wrong',
  'conflict',
  'id_conflict',
  'not_found',
  'file_sent',
  'file_refused',
  'rate_limited',
  'storage_full',
  'storage_failed',
  'stopping',
  'internal',
] as const satisfies (keyof typeof REFUSALS)[];

describe('a refusal', () => {
  it.each(MET)('is told in the visitor’s language where it is %s', (code) => {
    expect(said(code)).not.toBe('The relay says so.');
    expect(Object.values(german)).toContain(said(code));
  });

  it('is told in the relay’s sentence where an add-on made it, or a later relay', () => {
    expect([said('addon_refused'), said('of_tomorrow'), said('constructor')]).toEqual(
      Array.from({ length: 3 }, () => 'The relay says so.'),
    );
  });

  it('leaves a second try to what can go later', () => {
    expect(MET.filter(mayGoLater)).toEqual([
      'unwanted',
      ...MET.filter((code) => !REFUSALS[code].final),
    ]);
    expect([mayGoLater('addon_refused'), mayGoLater('of_tomorrow')]).toEqual([true, true]);
  });
});
