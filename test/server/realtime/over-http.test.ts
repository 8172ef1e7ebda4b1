import { uuidv7 } from 'uuidv7';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import type { RelayFrame } from '../../../protocol/index.ts';
import { CLOSES, LIMITS, NAMES } from '../../../protocol/index.ts';
import { demoSiteKey } from '../../helpers/demo-site.ts';
import { helloTo, messageTo } from '../../helpers/frame-line.ts';
import { openStream } from '../../helpers/frame-stream.ts';
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

async function post(frames: readonly unknown[], headers: Record<string, string> = { origin }) {
  const answer = await fetch(relay.url + NAMES.visitorFrames, {
    method: 'POST',
    headers: { 'content-type': 'text/plain', ...headers },
    body: frames.map((frame) => JSON.stringify(frame)).join('\n'),
  });
  const text = await answer.text();
  return { status: answer.status, headers: answer.headers, text };
}

async function says(token: string, ...frames: readonly unknown[]): Promise<RelayFrame[]> {
  const { status, text } = await post([helloTo(site, { token }), ...frames]);
  expect(status).toBe(200);
  return text
    .trim()
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line));
}

async function arrives() {
  const stream = await openStream(relay.url, helloTo(site), { origin });
  onTestFinished(stream.hangUp);
  const welcome = await stream.hear('welcome');
  if (!('token' in welcome) || !welcome.token) throw new Error('no token came');
  return { stream, token: welcome.token, visitor: welcome.visitor };
}

describe('POST /v1/frames', () => {
  test('P1 acknowledges a message, which the visitor finds over a socket', async () => {
    const { token } = await arrives();
    const [sent] = await says(token, messageTo('new', 'over HTTP'));
    expect(sent).toMatchObject({ type: 'sent', seq: 1 });
    const { line } = await visitorArrives(relay.url, site, { token });
    expect(await line.hear('event')).toMatchObject({ seq: 1, event: { text: 'over HTTP' } });
    await line.hangUp();
  });

  test('P3 takes a message once, whether it came over a socket or over HTTP', async () => {
    const { token } = await arrives();
    const message = messageTo('new', 'twice', uuidv7());
    const { line } = await visitorArrives(relay.url, site, { token });
    line.say(message);
    const { type, ...sent } = await line.hear('sent');
    expect(await says(token, message)).toEqual([{ type, ...sent }]);
    await line.hangUp();
  });

  test('answers each frame in order, and the wrong one with its field', async () => {
    const { token } = await arrives();
    const wrong = { ...messageTo('new', 'x'), event: { kind: 'message', text: { html: 'x' } } };
    const answers = await says(token, { type: 'ping' }, wrong, messageTo('new', 'right'));
    expect(answers.map(({ type }) => type)).toEqual(['pong', 'refused', 'sent']);
    expect(answers[1]).toMatchObject({ id: wrong.id, code: 'invalid' });
    expect(answers[1]).toHaveProperty('message', expect.stringContaining('event.text'));
  });

  test.each([
    ['no frame', [], {}, 400],
    ['a frame before hello', [{ type: 'ping' }], {}, 400],
    ['an unknown site', [{ site: `cb_${'x'.repeat(20)}`, token: 'f'.repeat(32) }], {}, 404],
    ['a forged token', [{ token: 'f'.repeat(32) }], {}, 401],
    ['a visitor without a token', [{}], {}, 401],
    ['a page elsewhere', [{ token: 'f'.repeat(32) }], { origin: 'https://example.net' }, 403],
  ])('refuses %s', async (_what, given, headers, status) => {
    const frames = given.map((extra) => ('type' in extra ? extra : helloTo(site, extra)));
    const answer = await post(frames, { origin, ...headers });
    expect(answer.status).toBe(status);
    expect(JSON.parse(answer.text).error.message).not.toBe('');
    expect(answer.headers.get('access-control-allow-origin')).toBe('*');
  });

  test('refuses more frames than a burst, and a body over the limit', async () => {
    const { token } = await arrives();
    const pings = Array.from({ length: LIMITS.frameBurst + 1 }, () => ({ type: 'ping' }));
    expect(await post([helloTo(site, { token }), ...pings])).toMatchObject({ status: 413 });
    const long = messageTo('new', 'x'.repeat(LIMITS.frameBytes));
    expect(await post([helloTo(site, { token }), long])).toMatchObject({ status: 413 });
  });

  test('refuses what comes too fast, and says when it may come again', async () => {
    const { token } = await arrives();
    const pings = Array.from({ length: LIMITS.frameBurst }, () => ({ type: 'ping' }));
    const answers: RelayFrame[] = [];
    // Each node counts what it is asked.
    for (let request = 0; request < 4; request += 1) answers.push(...(await says(token, ...pings)));
    const refused = answers.find(({ type }) => type === 'refused');
    expect(refused).toMatchObject({ code: 'rate_limited', final: false });
  });
});

describe('POST /v1/stream', () => {
  test('brings the answer to what was sent beside it', async () => {
    const { stream, token } = await arrives();
    await says(token, messageTo('new', 'Hello'));
    expect(await stream.hear('event')).toMatchObject({ seq: 1, event: { text: 'Hello' } });
  });

  test('P6 goes on from where the reader stood', async () => {
    const { stream, token } = await arrives();
    const [sent] = await says(token, messageTo('new', 'one'), messageTo('new', 'two'));
    if (sent?.type !== 'sent') throw new Error('not sent');
    stream.hangUp();
    const { epoch } = stream.heard[0] as Extract<RelayFrame, { type: 'welcome' }>;
    const stand = { id: sent.chat, after: 1, epoch };
    const again = await openStream(relay.url, helloTo(site, { token, chat: stand }), { origin });
    onTestFinished(again.hangUp);
    expect(await again.hear('event')).toMatchObject({ seq: 2 });
    expect(again.heard.filter(({ type }) => type === 'event')).not.toContainEqual(
      expect.objectContaining({ seq: 1 }),
    );
  });

  test('ends with the close code that a socket would have had', async () => {
    const stream = await openStream(relay.url, helloTo(site, { token: 'f'.repeat(32) }), {
      origin,
    });
    expect(await stream.closed).toMatchObject({ code: CLOSES.token_invalid.code });
    const foreign = await openStream(relay.url, helloTo(site), { origin: 'https://example.net' });
    expect(await foreign.closed).toMatchObject({ code: CLOSES.origin_not_allowed.code });
  });

  test('says goaway and ends when the relay stops', async () => {
    const other = await startTestRelay({ demo: true });
    const hello = helloTo(await demoSiteKey(other.url));
    const stream = await openStream(other.url, hello, { origin });
    await stream.hear('welcome');
    await other.stop();
    expect(await stream.closed).toMatchObject({ code: CLOSES.going_away.code });
    expect(stream.heard.at(-1)?.type).toBe('goaway');
  });
});
