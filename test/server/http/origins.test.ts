import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { becomeOwner } from '../../helpers/console-api.ts';
import { startTestRelay, type TestRelay } from '../../helpers/start-relay.ts';

const SETTINGS = { colour: '#112233', welcome: '', language: 'auto', consent: 'strict' };

describe('pages on foreign domains', () => {
  let relay: TestRelay;
  let key: string;

  beforeAll(async () => {
    relay = await startTestRelay();
    const owner = await becomeOwner(relay);
    const site = { name: 'Shop', domains: ['shop.example'], settings: SETTINGS };
    key = (await owner.call('POST', '/sites', site)).body.key;
  });
  afterAll(() => relay.stop());

  function settingsFor(origin?: string, site = key) {
    return fetch(`${relay.url}/api/v1/site-settings/${site}`, {
      headers: origin === undefined ? {} : { origin },
    });
  }

  it('tells the owner which domain to add, readable from that page', async () => {
    const answer = await settingsFor('https://example.net');
    expect(answer.status).toBe(403);
    expect(answer.headers.get('access-control-allow-origin')).toBe('*');
    expect((await answer.json()).error).toEqual({
      code: 'origin_not_allowed',
      message:
        'Counterbell: example.net is not among the domains of the site "Shop"; add it in the console under Sites.',
    });
  });

  it('does not take its own address for an allowed one', async () => {
    expect((await settingsFor(relay.url)).status).toBe(403);
  });

  it('gives the public settings to allowed pages and to programs', async () => {
    for (const origin of ['https://shop.example', undefined]) {
      const answer = await settingsFor(origin);
      expect(answer.status).toBe(200);
      expect(await answer.json()).toMatchObject({ site: key, settings: SETTINGS });
    }
  });

  it('says that a key is unknown', async () => {
    const answer = await settingsFor('https://shop.example', 'cb_00000000000000000000');
    expect(answer.status).toBe(404);
    expect((await answer.json()).error.code).toBe('unknown_site');
  });
});
