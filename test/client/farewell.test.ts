import { uuidv7 } from 'uuidv7';
import { expect, test } from 'vitest';
import { browserEnvironment, type Environment } from '../../client/environment.ts';
import { sayFarewell } from '../../client/farewell.ts';
import type { Pending } from '../../client/types.ts';
import type { EventId, SiteKey, VisitorHello, VisitorToken } from '../../protocol/index.ts';
import { LIMITS } from '../../protocol/index.ts';

const hello: VisitorHello = {
  type: 'hello',
  // Brands of strings that the relay would have made.
  site: 'cb_x' as SiteKey,
  token: 'f'.repeat(32) as VisitorToken,
  page: { url: 'https://example.com/', title: '', referrer: '' },
  language: 'en',
};

function unsent(text: string): Pending {
  const event = { kind: 'message', text } as const;
  return { id: uuidv7() as EventId, chat: 'new', event, at: 0, state: { name: 'sending' } };
}

/** The texts that a page which goes away hands to the browser. */
function handedOver(pending: readonly Pending[]): string[] {
  let body = '';
  const environment: Environment = {
    ...browserEnvironment(),
    fetch: async (_url, init) => {
      body = String(init?.body);
      return new Response();
    },
  };
  sayFarewell(environment, 'https://chat.example.com', hello, pending);
  const [, ...frames] = body.split('\n').filter(Boolean);
  return frames.map((frame) => JSON.parse(frame).event.text);
}

test('P2 hands what is unsent to the browser when the page goes away', () => {
  expect(handedOver([unsent('one'), unsent('two')])).toEqual(['one', 'two']);
});

test('P4 hands nothing over that was written after what does not fit', () => {
  const long = 'x'.repeat(LIMITS.textCodePoints);
  const texts = ['one', long, `${long}y`, `${long}z`, 'five'];
  expect(handedOver(texts.map(unsent))).toEqual(['one', long, `${long}y`]);
});

test('hands over no more than the relay takes of one post', () => {
  const texts = Array.from({ length: LIMITS.frameBurst + 5 }, (_, index) => `${index}`);
  expect(handedOver(texts.map(unsent))).toEqual(texts.slice(0, LIMITS.frameBurst));
});
