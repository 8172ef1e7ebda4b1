import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { NAMES } from '../../../protocol/index.ts';
import { becomeOwner, type ConsoleApi, invite } from '../../helpers/console-api.ts';
import { demoSiteKey } from '../../helpers/demo-site.ts';
import { helloTo, openLine } from '../../helpers/frame-line.ts';
import { startTestRelay, type TestRelay } from '../../helpers/start-relay.ts';

let relay: TestRelay;
let owner: ConsoleApi;
let site: { id: string; key: string; domains: string[]; [name: string]: unknown };

beforeAll(async () => {
  relay = await startTestRelay({ demo: true });
  owner = await becomeOwner(relay);
  const key = await demoSiteKey(relay.url);
  const { body } = await owner.call('GET', '/sites');
  site = body.find((one: { key: string }) => one.key === key);
});
afterAll(() => relay.stop());

const load = (headers: Record<string, string>) =>
  fetch(`${relay.url}/widget.js?site=${site.key}`, { headers });
const pages = async () => (await owner.call('GET', `/sites/${site.id}/pages`)).body;

test('knows nothing of a site before its widget is loaded', async () => {
  expect(await pages()).toEqual({ seenAt: null, pages: [] });
});

test('notes the host of a page that loads the widget, whether it is allowed, and nothing else of it', async () => {
  await load({ referer: 'https://news.example.org/about?visitor=17' });
  await vi.waitFor(async () =>
    expect((await pages()).pages).toMatchObject([{ host: 'news.example.org', allowed: false }]),
  );
  expect((await pages()).seenAt).toBeNull();
  await load({ referer: 'http://localhost:3000/' });
  await vi.waitFor(async () =>
    expect((await pages()).pages).toMatchObject([{ host: 'localhost', allowed: true }, {}]),
  );
  await vi.waitFor(async () => expect((await pages()).seenAt).toBeGreaterThan(0));
  expect(JSON.stringify(await pages())).not.toContain('visitor');
});

test('counts a page that says where it is only when it opens the chat', async () => {
  const line = await openLine(relay.url, NAMES.visitorSocket, { origin: 'http://127.0.0.1:81' });
  line.say(helloTo(site.key));
  await line.hear('welcome');
  await vi.waitFor(async () =>
    expect((await pages()).pages).toMatchObject([{ host: '127.0.0.1', allowed: true }, {}, {}]),
  );
});

test('allows a refused host once its owner has', async () => {
  const { id, key: _key, snippet: _snippet, ...input } = site;
  const domains = [...site.domains, 'news.example.org', 'News.Example.org ', 'bücher.example'];
  const changed = await owner.call('PUT', `/sites/${id}`, { ...input, domains });
  expect(changed.body.domains).toEqual([
    ...site.domains,
    'news.example.org',
    'xn--bcher-kva.example',
  ]);
  await vi.waitFor(async () =>
    expect((await pages()).pages).toContainEqual(
      expect.objectContaining({ host: 'news.example.org', allowed: true }),
    ),
  );
});

test('keeps ten hosts of a kind, whatever is made up', async () => {
  for (let number = 0; number < 15; number += 1)
    await load({ referer: `https://made-up-${number}.example` });
  await load({ referer: 'no address' });
  await load({ origin: `https://${'a'.repeat(3_000)}` });
  await vi.waitFor(async () => {
    const { pages: all } = await pages();
    const made = all.filter(({ host }: { host: string }) => host.startsWith('made-up'));
    expect([
      all.length <= 20,
      made.some(({ host }: { host: string }) => host === 'made-up-14.example'),
    ]).toEqual([true, true]);
  });
});

test('shows where the widget was seen to owners and admins alone', async () => {
  const operator = await invite(relay.url, owner, 'operator');
  expect((await operator.call('GET', `/sites/${site.id}/pages`)).status).toBe(403);
  const unknown = '0192f0c1-0000-7000-8000-000000000000';
  expect((await owner.call('GET', `/sites/${unknown}/pages`)).status).toBe(404);
});
