import { readdir } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DEFAULT_SITE_SETTINGS, NAMES } from '../../../protocol/index.ts';
import { becomeOwner, type ConsoleApi } from '../../helpers/console-api.ts';
import { demoSiteKey } from '../../helpers/demo-site.ts';
import {
  type FileSender,
  fileTo,
  operatorSender,
  uploadFile,
  visitorSender,
} from '../../helpers/file-sender.ts';
import { helloTo, openLine } from '../../helpers/frame-line.ts';
import { operatorArrives, operatorSend, visitorArrives } from '../../helpers/people.ts';
import { PDF, png } from '../../helpers/sample-files.ts';
import { startTestRelay, type TestRelay } from '../../helpers/start-relay.ts';
import { waitUntil } from '../../helpers/wait-until.ts';

const NO_ID = '00000000-0000-7000-8000-000000000000';

describe('files', () => {
  let relay: TestRelay;
  let site: string;
  let owner: ConsoleApi;

  beforeAll(async () => {
    relay = await startTestRelay({ demo: true, alone: true, env: { FILE_MAX_MB: '1' } });
    site = await demoSiteKey(relay.url);
    owner = await becomeOwner(relay);
  });
  afterAll(() => relay.stop());

  async function newVisitor() {
    const visitor = await visitorArrives(relay.url, site);
    const sender = visitorSender(relay.url, site, visitor.token);
    return { ...visitor, sender };
  }

  async function onDisk(): Promise<string[]> {
    return readdir(join(relay.dataDir, 'files')).catch(() => []);
  }

  const get = ({ fileAt, headers }: FileSender, id: string, extra = {}) =>
    fetch(fileAt(id), { headers: { ...headers, ...extra } });

  it("go from a visitor into the log, to operators, and back to the visitor's browser", async () => {
    const { line, sender } = await newVisitor();
    const { status, file } = await uploadFile(
      sender,
      'C:\\Lampe\u202e \u0007grün.png',
      png(40, 30),
    );
    expect(status).toBe(201);
    expect(file).toMatchObject({
      name: 'Lampe grün.png',
      type: 'image/png',
      bytes: png(40, 30).length,
      width: 40,
      height: 30,
    });
    line.say(fileTo('new', file));
    const { chat } = await line.hear('sent');
    const { event } = await line.hear('event', (frame) => frame.event.kind === 'file');
    expect(event).toEqual({ kind: 'file', file });

    const operator = operatorSender(relay.url, owner.cookie, chat);
    for (const answer of [await get(sender, file.id), await get(operator, file.id)]) {
      expect(answer.status).toBe(200);
      expect(answer.headers.get('content-type')).toBe('image/png');
      expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
      expect(answer.headers.get('content-security-policy')).toContain('sandbox');
      expect(answer.headers.get('content-disposition')).toBe(
        "inline; filename*=UTF-8''Lampe%20gr%C3%BCn.png",
      );
      expect(Buffer.from(await answer.arrayBuffer())).toEqual(png(40, 30));
    }
    const again = await get(sender, file.id, { 'if-none-match': `"${file.id}"` });
    expect(again.status).toBe(304);
  });

  it('go from an operator to the visitor once they are sent, as attachments unless they are images', async () => {
    const visitor = await newVisitor();
    const { chat } = await visitor.writes('Can you send me the manual?');
    const desk = operatorSender(relay.url, owner.cookie, chat);
    const { file } = await uploadFile(desk, 'Manual.pdf', PDF);
    expect((await get(visitor.sender, file.id)).status).toBe(404);
    const operator = await operatorArrives(relay.url, owner);
    operator.line.say(operatorSend(chat, { kind: 'file', file }, fileTo(chat, file).id));
    await visitor.line.hear('event', (frame) => frame.event.kind === 'file');
    const answer = await get(visitor.sender, file.id);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-disposition')).toMatch(/^attachment/);
    await answer.arrayBuffer();
    const summary = await operator.sees(chat, ({ preview }) => preview === 'Manual.pdf');
    expect(summary.state).toBe('active');
  });

  it('are found by their names', async () => {
    const { line, sender } = await newVisitor();
    const { file } = await uploadFile(sender, 'kintsugi-invoice.pdf', PDF);
    line.say(fileTo('new', file));
    await line.hear('sent');
    const hits = async () => (await owner.call('GET', '/search?q=kintsugi')).body.hits;
    await expect
      .poll(hits, { timeout: 10_000 })
      .toMatchObject([{ kind: 'file', snippet: { text: 'kintsugi-invoice.pdf' } }]);
  });

  it('are refused where they are too large, naming the size and the limit, and nothing is kept', async () => {
    const { sender } = await newVisitor();
    const before = await onDisk();
    const { status, error } = await uploadFile(sender, 'big.txt', Buffer.alloc(1_048_577, 97));
    expect({ status, code: error.code }).toEqual({ status: 413, code: 'too_large' });
    expect(error.message).toContain('1048577 bytes large, the limit is 1048576');
    const largest = await uploadFile(sender, 'full.txt', Buffer.alloc(1_048_576, 97));
    expect(largest.status).toBe(201);
    expect(await onDisk()).toHaveLength(before.length + 1);
  });

  it('are refused where they are empty', async () => {
    const { sender } = await newVisitor();
    const { status, error } = await uploadFile(sender, 'empty.txt', '');
    expect(status).toBe(400);
    expect(error.message).toContain('the file is empty');
  });

  it.each([
    ['an SVG', 'logo.svg', '<svg xmlns="http://www.w3.org/2000/svg"/>'],
    ['a page', 'page.html', '<!doctype html><p>Hello'],
    ['a page under another name', 'photo.png', '<html><script>alert(1)</script>'],
    ['a program', 'setup.exe', 'MZ\x90\0\x03'],
    ['a program under another name', 'photo.png', 'MZ\x90\0\x03'],
  ])('are refused where it is %s, and nothing is kept', async (_what, name, content) => {
    const { sender } = await newVisitor();
    const before = await onDisk();
    const { status, error } = await uploadFile(sender, name, content);
    expect({ status, code: error.code }).toEqual({ status: 415, code: 'file_refused' });
    expect(await onDisk()).toEqual(before);
  });

  it('are called what they are where their ending lies', async () => {
    const { sender } = await newVisitor();
    const { file } = await uploadFile(sender, 'photo.png', PDF);
    expect(file).toMatchObject({ name: 'photo.png.pdf', type: 'application/pdf' });
    expect(file).not.toHaveProperty('width');
  });

  it('need a name that is percent-encoded, and a length', async () => {
    const { sender } = await newVisitor();
    const wrong = await uploadFile(sender, 'a.txt', 'hello', { 'x-file-name': '%E0%A4%A' });
    expect(wrong).toMatchObject({ status: 400, error: { field: 'x-file-name' } });
    const chunked = await fetch(sender.upload, {
      method: 'POST',
      headers: { ...sender.headers, 'x-file-name': 'a.txt' },
      body: new Blob(['hello']).stream(),
      duplex: 'half',
    } as RequestInit);
    expect(chunked.status).toBe(400);
    expect((await chunked.json()).error.field).toBe('content-length');
  });

  it('are nobody else’s: not another visitor’s, not a stranger’s, not an unknown one’s', async () => {
    const { line, sender } = await newVisitor();
    const { file } = await uploadFile(sender, 'letter.txt', 'Dear Sir');
    const other = await newVisitor();
    expect((await get(other.sender, file.id)).status).toBe(404);
    other.line.say(fileTo('new', file));
    expect(await other.line.hear('refused')).toMatchObject({ code: 'not_found', final: true });
    line.say(fileTo('new', file));
    await line.hear('sent');
    expect((await get(other.sender, file.id)).status).toBe(404);

    const nobody = visitorSender(relay.url, site, 'f'.repeat(32));
    expect((await get(nobody, file.id)).status).toBe(401);
    expect((await uploadFile(nobody, 'a.txt', 'hello')).status).toBe(401);
    expect((await get({ ...sender, headers: {} }, file.id)).status).toBe(401);
    expect((await get(sender, NO_ID)).status).toBe(404);
    expect((await get(sender, 'one')).status).toBe(400);
    expect((await fetch(`${relay.url}/api/v1/files/${file.id}`)).status).toBe(401);
  });

  it('are taken from pages that the site allows alone', async () => {
    const { sender } = await newVisitor();
    const evil = { origin: 'https://evil.example' };
    const { status, error } = await uploadFile(sender, 'a.txt', 'hello', evil);
    expect({ status, code: error.code }).toEqual({ status: 403, code: 'origin_not_allowed' });
    // Where the relay's host is none of the site's domains, the chat's own window still is a page of the relay's.
    const settings = DEFAULT_SITE_SETTINGS;
    const { body } = await owner.call('POST', '/sites', {
      name: 'Elsewhere',
      domains: ['elsewhere.example'],
      settings,
    });
    const line = await openLine(relay.url, NAMES.visitorSocket, { origin: relay.url });
    line.say(helloTo(body.key));
    const welcome = await line.hear('welcome');
    const ours = visitorSender(relay.url, body.key, 'token' in welcome ? welcome.token : '');
    const own = await uploadFile(ours, 'a.txt', 'hello', { origin: relay.url });
    expect(own.status).toBe(201);
    expect((await uploadFile(ours, 'a.txt', 'hello')).status).toBe(403);

    const asked = await fetch(sender.upload, { method: 'OPTIONS', headers: evil });
    expect(asked.status).toBe(204);
    expect(asked.headers.get('access-control-allow-headers')).toContain('authorization');
  });

  it('cannot be sent into the chat of another visitor by an operator', async () => {
    const [one, other] = [await newVisitor(), await newVisitor()];
    const [first, second] = [await one.writes('One'), await other.writes('Other')];
    const desk = operatorSender(relay.url, owner.cookie, first.chat);
    const { file } = await uploadFile(desk, 'a.txt', 'hello');
    const { line } = await operatorArrives(relay.url, owner);
    line.say(operatorSend(second.chat, { kind: 'file', file }, fileTo('new', file).id));
    expect(await line.hear('refused')).toMatchObject({ code: 'not_found' });
  });

  it('P3 are sent once: a repeat is one event, a second event is refused', async () => {
    const { line, sender } = await newVisitor();
    const { file } = await uploadFile(sender, 'a.txt', 'hello');
    const frame = fileTo('new', file);
    line.say(frame);
    const first = await line.hear('sent');
    line.say(frame);
    expect(await line.hear('sent')).toEqual(first);
    line.say(fileTo('new', file));
    const refused = await line.hear('refused');
    expect(refused).toMatchObject({ code: 'file_sent', final: true });
    expect(refused.message).toContain('sent already');
  });

  it('are in the log as the relay found them, not as a sender says', async () => {
    const { line, sender } = await newVisitor();
    const { file } = await uploadFile(sender, 'a.txt', 'hello');
    line.say(fileTo('new', { ...file, name: 'free-money.pdf', type: 'application/pdf' }));
    expect(await line.hear('refused')).toMatchObject({ code: 'invalid', final: true });
  });

  it('leave nothing behind where their sender goes away in the middle', async () => {
    const { sender } = await newVisitor();
    const before = await onDisk();
    const socket = connect(relay.port, '127.0.0.1');
    const { pathname, search } = new URL(sender.upload);
    socket.write(
      [
        `POST ${pathname}${search} HTTP/1.1`,
        'host: localhost',
        'x-file-name: a.txt',
        'content-length: 100000',
        `authorization: ${sender.headers.authorization}`,
        '\r\nhello',
      ].join('\r\n'),
    );
    await waitUntil('it began', 5_000, async () => (await onDisk()).length > before.length);
    socket.destroy();
    await waitUntil('it is gone', 5_000, async () => (await onDisk()).length === before.length);
  });

  it('are limited in number for an hour, and the refusal says for how long', async () => {
    const { sender } = await newVisitor();
    for (let count = 0; count < 60; count += 1) await uploadFile(sender, 'empty.txt', '');
    const { status, headers, error } = await uploadFile(sender, 'a.txt', 'hello');
    expect({ status, code: error.code }).toEqual({ status: 429, code: 'rate_limited' });
    expect(Number(headers.get('retry-after'))).toBeGreaterThan(3_000);
  });
});
