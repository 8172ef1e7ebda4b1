import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pageSettingsSchema } from '../../../protocol/index.schema.ts';
import { becomeOwner, type ConsoleApi } from '../../helpers/console-api.ts';
import { operatorArrives } from '../../helpers/people.ts';
import { startTestRelay, type TestRelay } from '../../helpers/start-relay.ts';

const SETTINGS = { colour: '#112233', welcome: 'Hi </script>', language: 'de', consent: 'banner' };
const SHOP = { name: 'Shop', domains: ['shop.example'], settings: SETTINGS };

describe('/widget.js', () => {
  let relay: TestRelay;
  let owner: ConsoleApi;
  let site: { id: string; key: string };

  beforeAll(async () => {
    relay = await startTestRelay();
    owner = await becomeOwner(relay);
    site = (await owner.call('POST', '/sites', SHOP)).body;
  });
  afterAll(() => relay.stop());

  function settingsIn(script: string) {
    const json = /\n\}\)\((\{.*\})\);\n$/.exec(script)?.[1] ?? '';
    return pageSettingsSchema.parse(JSON.parse(json));
  }

  it('carries the settings of the site it is asked for', async () => {
    const answer = await fetch(`${relay.url}/widget.js?site=${site.key}`);
    const script = await answer.text();
    expect(script.startsWith('(function(__COUNTERBELL_PAGE_SETTINGS__){')).toBe(true);
    expect(settingsIn(script)).toMatchObject({
      site: site.key,
      relay: `http://localhost:${relay.port}`,
      domains: ['shop.example'],
      settings: SETTINGS,
    });
  });

  it('may be loaded by every site and kept for five minutes', async () => {
    const { headers } = await fetch(`${relay.url}/widget.js?site=${site.key}`);
    expect(headers.get('cross-origin-resource-policy')).toBe('cross-origin');
    expect(headers.get('access-control-allow-origin')).toBe('*');
    expect(headers.get('cache-control')).toBe('public, max-age=300');
    expect(headers.get('content-type')).toContain('javascript');
  });

  it('answers 304 to whoever has it, and anew after the site changed', async () => {
    const address = `${relay.url}/widget.js?site=${site.key}`;
    const etag = (await fetch(address)).headers.get('etag') ?? '';
    // `no-store` keeps fetch from putting its own cache in between.
    const ask = () => fetch(address, { headers: { 'if-none-match': etag }, cache: 'no-store' });
    expect((await ask()).status).toBe(304);
    await owner.call('PUT', `/sites/${site.id}`, {
      ...SHOP,
      name: 'Shop 2',
      domains: ['b.example'],
    });
    // Another node hears of the change in a moment.
    const domains = async () => {
      const answer = await ask();
      return answer.status === 200 ? settingsIn(await answer.text()).domains : answer.status;
    };
    await expect.poll(domains).toEqual(['b.example']);
  });

  it('says that nobody is there, for a minute, where the launcher hides then', async () => {
    const looks = { launcher: 'attended' };
    const made = await owner.call('POST', '/sites', { ...SHOP, settings: { ...SETTINGS, looks } });
    const ask = () => fetch(`${relay.url}/widget.js?site=${made.body.key}`, { cache: 'no-store' });
    const isAway = async () => settingsIn(await (await ask()).text()).settings.isAway;
    // Several nodes hear of it one after another.
    await expect.poll(isAway).toBe(true);
    expect((await ask()).headers.get('cache-control')).toBe('public, max-age=60');
    const operator = await operatorArrives(relay.url, owner);
    await operator.accepts();
    await expect.poll(isAway).toBeUndefined();
    await operator.accepts(false);
    await expect.poll(isAway).toBe(true);
    await operator.line.hangUp();
  });

  it('is the plain file without a site', async () => {
    const answer = await fetch(`${relay.url}/widget.js`);
    expect(answer.status).toBe(200);
    expect(await answer.text()).not.toContain(site.key);
  });

  it('says an unknown key in the console of the page', async () => {
    const answer = await fetch(`${relay.url}/widget.js?site=cb_unknown`);
    expect(answer.status).toBe(200);
    expect(await answer.text()).toMatch(/^console\.error\("Counterbell: .*cb_unknown.*"\);\n$/);
  });

  it('puts nothing of a hostile key into the script', async () => {
    const hostile = encodeURIComponent('");alert(1);//');
    const script = await (await fetch(`${relay.url}/widget.js?site=${hostile}`)).text();
    expect(script).not.toContain('alert');
  });

  it('serves chunks for good, and none from outside their folder', async () => {
    const { panel } = settingsIn(
      await (await fetch(`${relay.url}/widget.js?site=${site.key}`)).text(),
    );
    const chunk = await fetch(`${relay.url}${panel}`);
    expect(chunk.status).toBe(200);
    expect(chunk.headers.get('cache-control')).toContain('immutable');
    for (const path of [
      '/widget/../console/index.html',
      '/widget/%2e%2e/%2e%2e/package.json',
      '/widget/..%2fx.js',
    ]) {
      expect((await fetch(`${relay.url}${path}`)).headers.get('content-type')).not.toContain(
        'script',
      );
    }
  });

  it('comes compressed where that can be read, the same in each way', async () => {
    const plain = await raw('identity');
    expect(gunzipSync(await raw('gzip'))).toEqual(plain);
    expect(brotliDecompressSync(await raw('gzip, br'))).toEqual(plain);
  });

  async function raw(encoding: string): Promise<Buffer> {
    const { request } = await import('node:http');
    const headers = { 'accept-encoding': encoding };
    return new Promise((resolve, reject) => {
      request(`${relay.url}/widget.js`, { headers }, (answer) => {
        const chunks: Buffer[] = [];
        answer.on('data', (chunk: Buffer) => chunks.push(chunk));
        answer.on('end', () => resolve(Buffer.concat(chunks)));
      })
        .on('error', reject)
        .end();
    });
  }
});
