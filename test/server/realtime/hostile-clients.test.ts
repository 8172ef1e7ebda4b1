import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { CLOSES, LIMITS, NAMES } from '../../../protocol/index.ts';
import { demoSiteKey } from '../../helpers/demo-site.ts';
import { helloTo, messageTo, openLine } from '../../helpers/frame-line.ts';
import { visitorArrives } from '../../helpers/people.ts';
import { startTestRelay, type TestRelay } from '../../helpers/start-relay.ts';

const origin = 'http://localhost';
const MIB = 1_048_576;
let relay: TestRelay;
let site: string;

beforeAll(async () => {
  relay = await startTestRelay({ demo: true });
  site = await demoSiteKey(relay.url);
});
afterAll(() => relay.stop());

/** A connection that was upgraded and then speaks in bytes of its own (RFC 6455 section 5.2). */
async function rawLine(): Promise<Socket> {
  const socket = connect(relay.port, '127.0.0.1');
  onTestFinished(() => void socket.destroy());
  socket.on('error', () => undefined);
  socket.write(
    [
      `GET ${NAMES.visitorSocket} HTTP/1.1`,
      `Host: 127.0.0.1:${relay.port}`,
      'Connection: Upgrade',
      'Upgrade: websocket',
      'Sec-WebSocket-Version: 13',
      `Sec-WebSocket-Key: ${randomBytes(16).toString('base64')}`,
      `Sec-WebSocket-Protocol: ${NAMES.subprotocol}`,
      `Origin: ${origin}`,
      '\r\n',
    ].join('\r\n'),
  );
  const [answer] = await once(socket, 'data');
  expect(String(answer)).toContain('101 Switching Protocols');
  return socket;
}

/** One byte of text, the first or a later fragment of a message that never ends; masked with zeros. */
function fragment(isFirst: boolean): Buffer {
  return Buffer.from([isFirst ? 0x01 : 0x00, 0x81, 0, 0, 0, 0, 0x7b]);
}

/** A whole frame, masked with zeros. */
function ping(): Buffer {
  const text = Buffer.from('{"type":"ping"}');
  return Buffer.concat([Buffer.from([0x81, 0x80 | text.length, 0, 0, 0, 0]), text]);
}

async function expectEverybodyElseIsServed(): Promise<void> {
  const other = await visitorArrives(relay.url, site);
  expect(await other.writes('Hello')).toMatchObject({ type: 'sent', seq: 1 });
  await other.line.hangUp();
}

test('closes a line that sends a message in 60,000 fragments of a byte, and holds none of it', async () => {
  const before = process.memoryUsage();
  const line = await rawLine();
  const closed = once(line, 'close');
  line.resume();
  line.write(Buffer.concat(Array.from({ length: 60_000 }, (_, index) => fragment(index === 0))));
  await closed;
  await expectEverybodyElseIsServed();
  const after = process.memoryUsage();
  expect(after.external + after.arrayBuffers - before.external - before.arrayBuffers).toBeLessThan(
    16 * MIB,
  );
});

test('waits for the rest of half a frame without keeping anybody else waiting', async () => {
  const line = await rawLine();
  // The header promises 60,000 bytes; ten come.
  line.write(Buffer.from([0x81, 0xfe, 0xea, 0x60, 0, 0, 0, 0, ...Buffer.from('{"type":"h')]));
  await expectEverybodyElseIsServed();
});

test('answers of thousands of frames at once a burst, refuses some more, and closes the line', async () => {
  const { line } = await visitorArrives(relay.url, site);
  onTestFinished(line.hangUp);
  for (let count = 0; count < 5_000; count += 1) line.say({ type: 'ping' });
  expect(await line.closed).toMatchObject({ code: CLOSES.flooding.code });
  const answered = line.heard.filter(({ type }) => type === 'pong').length;
  expect(answered).toBeGreaterThanOrEqual(LIMITS.frameBurst - 1);
  expect(line.heard.length).toBeLessThan(500);
});

test('cuts off whoever goes on talking after the close, and lets nobody wait for it', async () => {
  const before = process.memoryUsage().rss;
  const flood = Buffer.concat(Array.from({ length: 200_000 }, () => ping()));
  const lines = await Promise.all(Array.from({ length: 5 }, rawLine));
  // Cut off in the middle of its writing, it hears of an error first.
  const ends = lines.map((line) => new Promise((ended) => line.once('close', ended)));
  for (const line of lines) {
    line.resume();
    line.write(flood);
  }
  await expectEverybodyElseIsServed();
  await Promise.all(ends);
  // The flood itself is in this process too: 1.6 MB, written five times.
  expect(process.memoryUsage().rss - before).toBeLessThan(64 * MIB);
});

test('P8 takes ids of a clock three years off either way in the order they come', async () => {
  const { line, writes } = await visitorArrives(relay.url, site);
  onTestFinished(line.hangUp);
  const { chat } = await writes('now');
  const idAt = (year: number) =>
    `${Date.UTC(year, 0, 1)
      .toString(16)
      .padStart(12, '0')
      .replace(/(.{8})/, '$1-')}-7abc-8abc-0123456789ab`;
  for (const year of [2029, 2023]) {
    const message = messageTo(chat, String(year), idAt(year));
    line.say(message);
    await line.hear('sent', ({ id }) => id === message.id);
  }
  const texts = line.heard.flatMap((frame) =>
    frame.type === 'event' && frame.event.kind === 'message' ? [frame.event.text] : [],
  );
  expect(texts).toEqual(['now', '2029', '2023']);
});

test('P6 replays from the start to a reader whose place is in another log', async () => {
  const first = await visitorArrives(relay.url, site);
  const { chat } = await first.writes('one');
  await first.line.hangUp();
  const line = await openLine(relay.url, NAMES.visitorSocket, { origin });
  onTestFinished(line.hangUp);
  const stand = { id: chat, after: 1, epoch: 'another' };
  line.say(helloTo(site, { token: first.token, chat: stand }));
  expect(await line.hear('event')).toMatchObject({ seq: 1 });
});
