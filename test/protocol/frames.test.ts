import { uuidv7 } from 'uuidv7';
import { describe, expect, test } from 'vitest';
import { explain, visitorFrameSchema } from '../../protocol/index.schema.ts';

const id = uuidv7();
const send = (event: unknown) => ({ type: 'send', id, chat: 'new', event });

function faultOf(frame: unknown): string {
  const result = visitorFrameSchema.safeParse(frame);
  return result.success ? 'none' : explain(result.error).detail;
}

describe('a frame with bad input', () => {
  test.each([
    [
      'text over the limit',
      send({ kind: 'message', text: 'x'.repeat(8001) }),
      /event\.text is 8001 characters long, the limit is 8000/,
    ],
    ['empty text', send({ kind: 'message', text: '' }), /event\.text must not be empty/],
    ['blank text', send({ kind: 'message', text: ' \n ' }), /event\.text must not be blank/],
    [
      'an object where text belongs',
      send({ kind: 'message', text: { html: '<b>' } }),
      /event\.text .*string/,
    ],
    [
      'a NUL character',
      send({ kind: 'message', text: 'a\u0000b' }),
      /event\.text must not hold a NUL/,
    ],
    [
      'half of a surrogate pair',
      send({ kind: 'message', text: 'a\ud800' }),
      /event\.text must be well-formed/,
    ],
    [
      'an unknown field',
      send({ kind: 'message', text: 'a', html: '<b>' }),
      /event\.html is not a known field/,
    ],
    ['an unknown kind', send({ kind: 'joined' }), /event/],
    ['a note from a visitor', send({ kind: 'note', text: 'a' }), /event/],
    [
      'an id that is no UUIDv7',
      { ...send({ kind: 'message', text: 'a' }), id: 'x' },
      /id must be a UUID of version 7/,
    ],
    [
      'fetch in both directions',
      { type: 'fetch', chat: id, after: 1, before: 2, limit: 5 },
      /after needs either after or before/,
    ],
    ['fetch of too much', { type: 'fetch', chat: id, after: 1, limit: 201 }, /limit/],
    [
      'a NUL character in what a browser reports',
      { type: 'page', url: '', title: 'Shop\u0000' },
      /title must not hold a NUL/,
    ],
    ['an unknown type', { type: 'shout' }, /type/],
    ['no object', 'hello', /object/],
    [
      'an e-mail that is none',
      { type: 'identify', email: 'me@' },
      /email must be an e-mail address/,
    ],
  ])('is refused by name: %s', (_what, frame, fault) => {
    expect(faultOf(frame)).toMatch(fault);
  });

  test('is refused by name: a __proto__ key', () => {
    const frame: unknown = JSON.parse(
      `{"type":"send","id":"${id}","chat":"new","event":{"kind":"message","text":"a","__proto__":{"isAdmin":true}}}`,
    );
    expect(faultOf(frame)).toMatch(/__proto__ is not a known field/);
  });
});

test('counts an emoji as one character, not two', () => {
  expect(faultOf(send({ kind: 'message', text: '😀'.repeat(8000) }))).toBe('none');
  expect(faultOf(send({ kind: 'message', text: '😀'.repeat(8001) }))).toMatch(/is 8001 characters/);
});
