import { crc32 } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { becomeOwner, type ConsoleApi, consoleApi, invite } from '../../helpers/console-api.ts';
import { operatorArrives } from '../../helpers/people.ts';
import { startTestRelay, type TestRelay } from '../../helpers/start-relay.ts';

/** A PNG of so many bytes, with this beside the image; nothing here decodes it. */
function png(bytes = 70, beside: Buffer = Buffer.alloc(0)): string {
  const most = bytes - SIGNATURE.length - chunk('IHDR').length - chunk('IDAT').length - END.length;
  const image = [chunk('IHDR'), chunk('IDAT', Buffer.alloc(most - beside.length)), END];
  const picture = Buffer.concat([SIGNATURE, beside, ...image]);
  return `data:image/png;base64,${picture.toString('base64')}`;
}

function chunk(type: string, content: Buffer = Buffer.alloc(0)): Buffer {
  const body = Buffer.concat([Buffer.from(type), content]);
  const [size, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  size.writeUInt32BE(content.length);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([size, body, sum]);
}

const SIGNATURE = Buffer.from('89504e470d0a1a0a', 'hex');
const END = chunk('IEND');

describe('pictures', () => {
  let relay: TestRelay;
  let owner: ConsoleApi;

  beforeAll(async () => {
    relay = await startTestRelay();
    owner = await becomeOwner(relay);
  });
  afterAll(() => relay.stop());

  async function refusalOf(picture: unknown) {
    const { status, body } = await owner.call('POST', '/pictures', { picture });
    return { status, ...body.error };
  }

  it('keeps a logo, the same one once, and shows it to pages everywhere', async () => {
    const { status, body } = await owner.call('POST', '/pictures', { picture: png() });
    expect(status).toBe(201);
    expect((await owner.call('POST', '/pictures', { picture: png() })).body).toEqual(body);
    const answer = await fetch(`${relay.url}/v1/pictures/${body.id}`);
    expect(answer.headers.get('content-type')).toBe('image/png');
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    expect(answer.headers.get('access-control-allow-origin')).toBe('*');
    expect(answer.headers.get('cache-control')).toContain('immutable');
    expect((await answer.arrayBuffer()).byteLength).toBe(70);
  });

  it('keeps a picture without what it says about itself', async () => {
    const author = chunk('tEXt', Buffer.from('Author\0Somebody'));
    const { body } = await owner.call('POST', '/pictures', { picture: png(200, author) });
    const shown = await fetch(`${relay.url}/v1/pictures/${body.id}`);
    const bytes = Buffer.from(await shown.arrayBuffer());
    expect(bytes.length).toBe(200 - author.length);
    expect(bytes.includes('Somebody')).toBe(false);
  });

  it('names the field and the limit where a picture is too large', async () => {
    expect(await refusalOf(png(32_769))).toMatchObject({
      status: 400,
      field: 'picture',
      message: expect.stringContaining('32769 bytes large, the limit is 32768'),
    });
    expect((await owner.call('POST', '/pictures', { picture: png(32_768) })).status).toBe(201);
  });

  it('refuses what is no picture, whatever it calls itself', async () => {
    const script = Buffer.from('<svg onload="alert(1)"/>').toString('base64');
    for (const picture of [
      `data:image/svg+xml;base64,${script}`,
      `data:image/png;base64,${script}`,
      'https://elsewhere.example/logo.png',
      '',
      5,
    ]) {
      expect(await refusalOf(picture)).toMatchObject({ status: 400, field: 'picture' });
    }
  });

  it('shows an operator by their photo, and no longer after they removed it', async () => {
    const api = await invite(relay.url, owner, 'operator');
    const { id } = await operatorArrives(relay.url, api);
    const look = () => fetch(`${relay.url}/v1/photos/${id}`, { cache: 'no-store' });
    expect((await look()).status).toBe(204);
    await api.call('PUT', '/profile/photo', { picture: png() });
    expect((await look()).headers.get('content-type')).toBe('image/png');
    await api.call('PUT', '/profile/photo', { picture: png(80) });
    expect((await (await look()).arrayBuffer()).byteLength).toBe(80);
    await api.call('PUT', '/profile/photo', { picture: null });
    expect((await look()).status).toBe(204);
  });

  it('answers 404 to ids that are none', async () => {
    for (const path of ['/v1/pictures/none', `/v1/pictures/${'0'.repeat(32)}`]) {
      expect((await fetch(relay.url + path)).status).toBe(404);
    }
    expect((await fetch(`${relay.url}/v1/photos/nobody`)).status).toBe(204);
    expect(
      (await consoleApi(relay.url).call('PUT', '/profile/photo', { picture: null })).status,
    ).toBe(401);
  });
});
