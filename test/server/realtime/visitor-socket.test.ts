import { uuidv7 } from 'uuidv7';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ChatId } from '../../../protocol/index.ts';
import { CLOSES, NAMES } from '../../../protocol/index.ts';
import { demoSiteKey } from '../../helpers/demo-site.ts';
import { type FrameLine, helloTo, messageTo, openLine } from '../../helpers/frame-line.ts';
import { visitorArrives } from '../../helpers/people.ts';
import { startTestRelay, type TestRelay } from '../../helpers/start-relay.ts';

let relay: TestRelay;
let site: string;
const origin = 'http://localhost:8080';

beforeAll(async () => {
  relay = await startTestRelay({ demo: true });
  site = await demoSiteKey(relay.url);
});
afterAll(() => relay.stop());

function open(headers: Record<string, string> = { origin }): Promise<FrameLine> {
  return openLine(relay.url, NAMES.visitorSocket, headers);
}

/** A new visitor, or the one of a token, who was welcomed. */
function arrive(extra: Record<string, unknown> = {}) {
  return visitorArrives(relay.url, site, extra);
}

describe('greeting', () => {
  test('gives a new visitor a token, and knows them again by it', async () => {
    const first = await arrive();
    const again = await arrive({ token: first.token });
    expect(again.welcome.visitor).toBe(first.welcome.visitor);
    expect(again.token).toBeUndefined();
  });

  test.each([
    ['an unknown site', helloTo(`cb_${'x'.repeat(20)}`), CLOSES.unknown_site.code],
    ['a forged token', 'token', CLOSES.token_invalid.code],
    ['a token that is none', 'not a token', CLOSES.hello_invalid.code],
    ['a frame before hello', { type: 'ping' }, CLOSES.hello_invalid.code],
  ])('refuses %s', async (_what, frame, code) => {
    const line = await open();
    if (frame === 'token') line.say(helloTo(site, { token: 'f'.repeat(32) }));
    else if (typeof frame === 'string') line.say(helloTo(site, { token: frame }));
    else line.say(frame);
    expect(await line.closed).toMatchObject({ code });
  });

  test.each([
    ['elsewhere', 'https://example.net'],
    ['a host that only ends like an allowed one', 'https://evil-localhost'],
    ['a host below an allowed one', 'https://localhost.example.net'],
    ['a sandboxed frame', 'null'],
  ])('refuses a page on %s and names it', async (_what, foreign) => {
    const line = await open({ origin: foreign });
    line.say(helloTo(site));
    const { code, reason } = await line.closed;
    expect(code).toBe(CLOSES.origin_not_allowed.code);
    expect(reason).toContain(foreign);
  });

  test('refuses a program that names no origin', async () => {
    const line = await open({});
    line.say(helloTo(site));
    expect(await line.closed).toMatchObject({ code: CLOSES.origin_not_allowed.code });
  });
});

describe('sending', () => {
  test('P3 answers a repeat with the place of the first one', async () => {
    const { line } = await arrive();
    const message = messageTo('new', 'Hello');
    line.say(message);
    const first = await line.hear('sent');
    line.say(message);
    expect(await line.hear('sent')).toEqual(first);
  });

  test('P3 refuses a used id with another body', async () => {
    const { line } = await arrive();
    const id = uuidv7();
    line.say(messageTo('new', 'Hello', id));
    await line.hear('sent');
    line.say(messageTo('new', 'Goodbye', id));
    expect(await line.hear('refused')).toMatchObject({ id, code: 'id_conflict', final: true });
  });

  test('P3 makes one chat of two first messages that come at once on two sockets', async () => {
    const one = await arrive();
    const other = await arrive({ token: one.token });
    one.line.say(messageTo('new', 'From one tab'));
    other.line.say(messageTo('new', 'From another'));
    const chats = await Promise.all([one.line.hear('sent'), other.line.hear('sent')]);
    expect(new Set(chats.map(({ chat }) => chat)).size).toBe(1);
  });

  test('P4 numbers messages in the order they were sent', async () => {
    const { line } = await arrive();
    line.say(messageTo('new', 'first'));
    const { chat } = await line.hear('sent');
    const texts = Array.from({ length: 30 }, (_, index) => `message ${index}`);
    for (const text of texts) line.say(messageTo(chat, text));
    await line.hear(
      'event',
      ({ event }) => event.kind === 'message' && event.text === 'message 29',
    );
    const heard = line.heard.flatMap((frame) =>
      frame.type === 'event' && frame.event.kind === 'message' ? [frame.event.text] : [],
    );
    expect(heard).toEqual(['first', ...texts]);
  });

  test('P6 resumes from any position', async () => {
    const { line, token, welcome } = await arrive();
    line.say(messageTo('new', 'one'));
    const { chat } = await line.hear('sent');
    line.say(messageTo(chat, 'two'));
    const two = await line.hear('sent');
    await line.hangUp();
    const back = await arrive({
      token,
      chat: { id: chat, after: two.seq - 1, epoch: welcome.epoch },
    });
    expect(back.welcome.chats[0]).toMatchObject({ id: chat, last: two.seq });
    expect(await back.line.hear('event')).toMatchObject({ seq: two.seq, event: { text: 'two' } });
  });

  test('keeps a chat from everybody but its visitor', async () => {
    const { line } = await arrive();
    line.say(messageTo('new', 'private'));
    const { chat } = await line.hear('sent');
    const stranger = await arrive();
    stranger.line.say({ type: 'fetch', chat, after: 0, limit: 10 });
    expect(await stranger.line.hear('refused')).toMatchObject({ code: 'not_found' });
    stranger.line.say(messageTo(chat, 'let me in'));
    expect(await stranger.line.hear('refused')).toMatchObject({ code: 'not_found', final: true });
    expect(stranger.line.heard.some(({ type }) => type === 'event')).toBe(false);
  });
});

test('sends everybody away before it stops, with the time to come back in', async () => {
  const own = await startTestRelay({ demo: true });
  const { line } = await visitorArrives(own.url, await demoSiteKey(own.url));
  const silent = await openLine(own.url, NAMES.visitorSocket, { origin });
  const stopped = own.stop();
  expect((await line.hear('goaway')).spread).toBeGreaterThan(0);
  expect(await line.closed).toMatchObject({ code: CLOSES.going_away.code });
  expect(await silent.closed).toMatchObject({ code: CLOSES.going_away.code });
  await stopped;
});

describe('bad input', () => {
  test.each([
    [
      'text that is an object',
      { ...messageTo('new', ''), event: { kind: 'message', text: {} } },
      /event\.text/,
    ],
    ['text over the limit', messageTo('new', 'x'.repeat(8_001)), /8001 .*limit is 8000/],
    ['an unknown chat', messageTo(uuidv7() as ChatId, 'hello'), /this chat/],
    ['an unknown frame', { type: 'admin' }, /type/],
  ])('is refused and the line lives on: %s', async (_what, frame, words) => {
    const { line } = await arrive();
    line.say(frame);
    expect((await line.hear('refused')).message).toMatch(words);
    line.say({ type: 'ping' });
    await line.hear('pong');
  });

  test('is refused and the line lives on: half a JSON', async () => {
    const { line } = await arrive();
    line.sayRaw('{"type":"send"');
    expect((await line.hear('refused')).message).toMatch(/not JSON/);
    line.say({ type: 'ping' });
    await line.hear('pong');
  });

  test('closes on a binary frame', async () => {
    const { line } = await arrive();
    line.sayRaw(Buffer.from([1, 2, 3]));
    expect(await line.closed).toMatchObject({ code: CLOSES.binary_refused.code });
  });

  test('closes on a frame over 64 KiB', async () => {
    const { line } = await arrive();
    line.sayRaw(JSON.stringify(messageTo('new', 'x'.repeat(70_000))));
    expect(await line.closed).toMatchObject({ code: CLOSES.too_large.code });
  });

  test('refuses a flood with the time to wait, and stores what it let through', async () => {
    const { line } = await arrive();
    for (let count = 0; count < 80; count += 1) line.say(messageTo('new', `flood ${count}`));
    const refused = await line.hear('refused');
    expect(refused).toMatchObject({ code: 'rate_limited', final: false });
    expect(refused.retryAfter).toBeGreaterThan(0);
  });
});
