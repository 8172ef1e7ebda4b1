import { uuidv7 } from 'uuidv7';
import { afterAll, beforeAll, expect, onTestFinished, test, vi } from 'vitest';
import type { RelayFrame } from '../../../protocol/index.ts';
import { LIMITS } from '../../../protocol/index.ts';
import { becomeOwner, type ConsoleApi } from '../../helpers/console-api.ts';
import { demoSiteKey } from '../../helpers/demo-site.ts';
import { operatorArrives, operatorSend, visitorArrives } from '../../helpers/people.ts';
import { startTestRelay, type TestRelay } from '../../helpers/start-relay.ts';

/** The longest message there is: each code point takes four bytes. */
const LONG = '😀'.repeat(LIMITS.textCodePoints);
const LONG_MESSAGES = 30;
/** Together some 30 MB, more than any buffer on the way holds. */
const FETCHES = 30;
const PATIENCE = { timeout: 20_000, interval: 20 };

let relay: TestRelay;
let owner: ConsoleApi;
let site: string;

beforeAll(async () => {
  relay = await startTestRelay({ demo: true });
  owner = await becomeOwner(relay);
  site = await demoSiteKey(relay.url);
});
afterAll(() => relay.stop());

type EventFrame = Extract<RelayFrame, { type: 'event' }>;
const isEvent = (frame: RelayFrame): frame is EventFrame => frame.type === 'event';

/** A visitor with a chat of long messages who asks for them again and again and reads nothing. */
async function slowVisitor() {
  const visitor = await visitorArrives(relay.url, site);
  onTestFinished(() => visitor.line.hangUp());
  const { chat } = await visitor.writes(LONG);
  for (let count = 1; count < LONG_MESSAGES; count += 1) {
    await visitor.writes(`${count}${LONG.slice(2 * String(count).length)}`, chat);
  }
  visitor.line.stopsReading();
  for (let count = 0; count < FETCHES; count += 1) {
    visitor.line.say({ type: 'fetch', chat, after: 0, limit: LONG_MESSAGES });
    // Not faster than the relay lets anybody ask.
    if (count % 10 === 9) await aMoment();
  }
  return { visitor, chat };
}

/** Another visitor comes, writes and is answered: what everybody else may expect meanwhile. */
async function aMoment(): Promise<void> {
  const other = await visitorArrives(relay.url, site);
  await other.writes('Hello');
  await other.line.hangUp();
}

test('holds little for a reader that reads nothing, and serves everybody else', {
  timeout: 60_000,
}, async () => {
  await slowVisitor();
  await aMoment();
  const before = process.memoryUsage().arrayBuffers;
  await aMoment();
  expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(8 * 1_048_576);
});

test('P5 P6 lets a slow reader read on from the log: the newest event shows what is missing', {
  timeout: 60_000,
}, async () => {
  const { visitor, chat } = await slowVisitor();
  const operator = await operatorArrives(relay.url, owner);
  onTestFinished(() => operator.line.hangUp());
  let last = 0;
  for (let count = 0; count < 20; count += 1) {
    const id = uuidv7();
    operator.line.say(operatorSend(chat, { kind: 'message', text: `answer ${count}` }, id));
    last = (await operator.line.hear('sent', (frame) => frame.id === id)).seq;
  }
  visitor.line.reads();
  const newest = await visitor.line.hear('event', ({ seq }) => seq === last);
  const own = new Set(visitor.line.heard.filter(isEvent).map(({ seq }) => seq));
  // Pushed events were held back but for the newest, whose `prev` is not what the reader has.
  expect(own.has(newest.prev)).toBe(false);
  visitor.line.say({
    type: 'fetch',
    chat,
    after: LONG_MESSAGES,
    limit: 200,
  });
  await vi.waitFor(() => {
    const seen = new Set(visitor.line.heard.filter(isEvent).map(({ seq }) => seq));
    expect([...seen].sort((one, other) => one - other)).toEqual(
      Array.from({ length: last }, (_, index) => index + 1),
    );
  }, PATIENCE);
});
