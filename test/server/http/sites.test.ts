import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { siteSchema } from '../../../protocol/index.schema.ts';
import { becomeOwner, type ConsoleApi } from '../../helpers/console-api.ts';
import { startTestRelay, type TestRelay } from '../../helpers/start-relay.ts';

const SETTINGS = { colour: '#112233', welcome: 'Hello!', language: 'de', consent: 'banner' };
const SHOP = { name: 'Shop', domains: ['Shop.Example', '*.shop.example'], settings: SETTINGS };

describe('sites', () => {
  let relay: TestRelay;
  let owner: ConsoleApi;

  beforeAll(async () => {
    relay = await startTestRelay();
    owner = await becomeOwner(relay);
  });
  afterAll(() => relay.stop());

  it('makes a site with a key and the snippet to paste', async () => {
    const { status, body } = await owner.call('POST', '/sites', SHOP);
    expect(status).toBe(201);
    const site = siteSchema.parse(body);
    expect(site).toMatchObject({ name: 'Shop', domains: ['shop.example', '*.shop.example'] });
    expect(site.snippet).toContain(`/widget.js?site=${site.key}`);
  });

  it('changes a site, keeps its key, and keeps both over a restart', async () => {
    const { body: made } = await owner.call('POST', '/sites', SHOP);
    const changed = { ...SHOP, name: 'Other', domains: ['other.example'] };
    const { body: answer } = await owner.call('PUT', `/sites/${made.id}`, changed);
    expect(answer).toMatchObject({ id: made.id, key: made.key, name: 'Other' });
    await relay.restart();
    const { body: list } = await owner.call('GET', '/sites');
    expect(list).toContainEqual(answer);
  });

  it('answers 404 to a change of a site that is not there', async () => {
    const { status } = await owner.call('PUT', '/sites/00000000-0000-7000-8000-000000000000', SHOP);
    expect(status).toBe(404);
  });

  it('refuses domains that are addresses of pages', async () => {
    const { body } = await owner.call('POST', '/sites', {
      ...SHOP,
      domains: ['https://a.example'],
    });
    expect(body.error).toMatchObject({ code: 'invalid', field: 'domains.0' });
  });

  it('names a look that is wrong, and its limits', async () => {
    const refusal = async (looks: object) => {
      const settings = { ...SETTINGS, looks };
      return (await owner.call('POST', '/sites', { ...SHOP, settings })).body.error;
    };
    expect(await refusal({ x: 1_000 })).toMatchObject({
      field: 'settings.looks.x',
      message: expect.stringContaining('must be a whole number from 0 to 999'),
    });
    expect(await refusal({ logo: 'https://a.example/logo.svg' })).toMatchObject({
      field: 'settings.looks.logo',
    });
    expect(await refusal({ title: 'x'.repeat(61) })).toMatchObject({
      message: expect.stringContaining('61 characters long, the limit is 60'),
    });
  });
});
