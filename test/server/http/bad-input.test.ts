import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { becomeOwner, type ConsoleApi } from '../../helpers/console-api.ts';
import { startTestRelay, type TestRelay } from '../../helpers/start-relay.ts';

const SITE = {
  name: 'Shop',
  domains: ['shop.example'],
  settings: { colour: '#112233', welcome: '', language: 'auto', consent: 'strict' },
};

describe('bad input', () => {
  let relay: TestRelay;
  let owner: ConsoleApi;

  beforeAll(async () => {
    relay = await startTestRelay();
    owner = await becomeOwner(relay);
  });
  afterAll(() => relay.stop());

  async function refusalOf(body: unknown, headers?: object) {
    const answer = await owner.call('POST', '/sites', body, headers);
    return { status: answer.status, ...answer.body.error };
  }

  it('names the field where an object stands for text', async () => {
    expect(await refusalOf({ ...SITE, name: { text: 'Shop' } })).toMatchObject({
      status: 400,
      code: 'invalid',
      field: 'name',
    });
  });

  it('names field and limit where a text is too long', async () => {
    const refusal = await refusalOf({ ...SITE, name: 'x'.repeat(101) });
    expect(refusal).toMatchObject({
      status: 400,
      field: 'name',
      values: { fault: 'too_long', limit: 100 },
    });
    expect(refusal.message).toContain('101 characters long, the limit is 100');
  });

  it('names a key it does not know', async () => {
    const settings = { ...SITE.settings, isAdmin: true };
    expect(await refusalOf({ ...SITE, settings })).toMatchObject({ field: 'settings.isAdmin' });
  });

  it('refuses __proto__ keys, however deep and however written', async () => {
    const text = JSON.stringify(SITE).replace('"welcome"', '"__proto__":{"a":1},"welcome"');
    const escaped = text.replace('__proto__', '\\u005f_proto__');
    for (const body of [text, escaped]) {
      expect(await refusalOf(body)).toMatchObject({ code: 'invalid', field: '__proto__' });
    }
  });

  it('refuses what is not JSON, empty, or of another content type', async () => {
    expect((await refusalOf('{')).message).toContain('not JSON');
    expect((await refusalOf('')).message).toContain('empty');
    const form = { 'content-type': 'application/x-www-form-urlencoded' };
    expect((await refusalOf('name=x', form)).message).toContain('application/json');
  });

  it('refuses bodies over 64 KiB and names the limit', async () => {
    const refusal = await refusalOf({ ...SITE, name: 'x'.repeat(70_000) });
    expect(refusal).toMatchObject({ status: 413, code: 'too_large' });
    expect(refusal.message).toContain('65536 bytes');
  });

  it('answers unknown addresses in the same shape', async () => {
    const { status, body } = await owner.call('GET', '/nothing');
    expect(status).toBe(404);
    expect(body).toEqual({
      error: { code: 'not_found', message: 'Not found: GET /api/v1/nothing.' },
    });
  });

  it('answers addresses that cannot be decoded without telling its insides', async () => {
    const answer = await fetch(`${relay.url}/console/%E0%A4%A`);
    expect(answer.status).toBe(400);
    expect(await answer.text()).not.toMatch(/node_modules|at /);
  });
});
