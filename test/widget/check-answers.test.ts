import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { visitorSendSchema } from '../../protocol/index.schema.ts';
import { checkAnswers } from '../../widget/panel/forms/check-answers.ts';

const RIGHT = { name: 'Ada', email: 'ada@example.org', message: 'Please call me.' };

describe('the form for when nobody is there', () => {
  it('names each field that is empty, too long, or no address', () => {
    expect(checkAnswers(RIGHT)).toEqual({});
    expect(checkAnswers({ name: ' ', email: 'ada', message: 'x'.repeat(8_001) })).toEqual({
      name: { name: 'missing' },
      email: { name: 'not-an-address' },
      message: { name: 'too-long', limit: 8_000 },
    });
  });

  it('passes no address that the relay would refuse', () => {
    const email = fc.oneof(
      fc.emailAddress(),
      fc.stringMatching(/^[a-z.'+@_-]{1,12}@[a-z.-]{1,12}$/),
      fc.string(),
    );
    fc.assert(
      fc.property(email, (address) => {
        const answers = { ...RIGHT, email: address.trim() };
        if (checkAnswers(answers).email) return;
        const sent = { kind: 'form', form: 'offline', answers };
        expect(visitorSendSchema.safeParse(sent)).toMatchObject({ success: true });
      }),
      { seed: 29, numRuns: 2_000 },
    );
  });
});
