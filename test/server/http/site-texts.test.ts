import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PageSettings, Site } from '../../../protocol/index.ts';
import { becomeOwner, type ConsoleApi } from '../../helpers/console-api.ts';
import { startTestRelay, type TestRelay } from '../../helpers/start-relay.ts';

const SETTINGS = { colour: '#112233', welcome: '', language: 'auto', consent: 'strict' };
const TEXTS = {
  de: { title: 'Bäckerei', 'unread.one': '{count} Gruß', joined: '{name} ist da' },
  'pt-BR': { title: 'Padaria' },
};

function shopWith(texts: object) {
  return { name: 'Shop', domains: ['shop.example'], settings: { ...SETTINGS, texts } };
}

describe("a site's own texts", () => {
  let relay: TestRelay;
  let owner: ConsoleApi;
  let site: Site;

  beforeAll(async () => {
    relay = await startTestRelay();
    owner = await becomeOwner(relay);
    site = (await owner.call('POST', '/sites', shopWith(TEXTS))).body;
  });
  afterAll(() => relay.stop());

  function ask(path: string, origin = 'https://shop.example'): Promise<Response> {
    return fetch(`${relay.url}/api/v1/site-settings/${site.key}${path}`, { headers: { origin } });
  }

  it('are given to its pages, one language at a time', async () => {
    const textsIn = async (language: string) => (await ask(`/texts/${language}`)).json();
    expect(await textsIn('de')).toEqual(TEXTS.de);
    expect(await textsIn('pt-BR')).toEqual(TEXTS['pt-BR']);
    expect(await textsIn('fr')).toEqual({});
  });

  it('are announced to its pages, not sent with every page view', async () => {
    const settings: PageSettings = await (await ask('')).json();
    expect(settings.texts).toEqual(['de', 'pt-BR']);
    expect(JSON.stringify(settings)).not.toContain('Bäckerei');
  });

  it('are kept with the site', async () => {
    const { body: sites } = await owner.call('GET', '/sites');
    expect(sites).toEqual([site]);
    expect(site.settings.texts).toEqual(TEXTS);
  });

  it('are refused to pages of others, and in languages that are not there', async () => {
    expect((await ask('/texts/de', 'https://elsewhere.example')).status).toBe(403);
    expect((await ask('/texts/tlh')).status).toBe(400);
    expect((await ask('/texts/__proto__')).status).toBe(400);
  });

  it.each([
    ['a language that is not there', { tlh: { title: 'x' } }, 'tlh.title', 'language', /language/],
    ['a text that is not there', { de: { nonsense: 'x' } }, 'de.nonsense', 'no_text', /no such/],
    [
      'a name of every object',
      { de: { constructor: 'x' } },
      'de.constructor',
      'no_text',
      /no such/,
    ],
    ['a plural without its form', { de: { unread: 'x' } }, 'de.unread', 'no_text', /no such/],
    ['another’s form', { de: { 'unread.few': 'x' } }, 'de.unread.few', 'no_form', /one, other/],
    ['a wrong value', { de: { joined: '{nom}' } }, 'de.joined', 'no_value', /\{nom\}.*\{name\}/],
    ['over 500 characters', { de: { title: 'x'.repeat(501) } }, 'de.title', 'too_long', /500/],
    ['nothing', { de: { title: ' ' } }, 'de.title', 'missing', /blank/],
  ])('are refused with %s, by field and fault', async (_what, texts, field, fault, sentence) => {
    const { status, body } = await owner.call('PUT', `/sites/${site.id}`, shopWith(texts));
    expect(status).toBe(400);
    expect(body.error).toMatchObject({
      code: 'invalid',
      field: `settings.texts.${field}`,
      message: expect.stringMatching(sentence),
      values: { fault },
    });
  });
});
