import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { CLOSES, type Site } from '../../../protocol/index.ts';
import { becomeOwner, type ConsoleApi, invite } from '../../helpers/console-api.ts';
import { demoSiteKey } from '../../helpers/demo-site.ts';
import { fileTo, uploadFile, visitorSender } from '../../helpers/file-sender.ts';
import { helloTo, openLine } from '../../helpers/frame-line.ts';
import { operatorArrives, visitorArrives } from '../../helpers/people.ts';
import { startTestRelay, type TestRelay } from '../../helpers/start-relay.ts';

const SETTINGS = { colour: '#112233', welcome: '', language: 'auto', consent: 'strict' };

let relay: TestRelay;
let owner: ConsoleApi;
let demo: string;

beforeAll(async () => {
  relay = await startTestRelay({ demo: true });
  owner = await becomeOwner(relay);
  demo = await demoSiteKey(relay.url);
});
afterAll(() => relay.stop());

async function makesSite(name: string): Promise<Site> {
  const input = { name, domains: ['localhost'], settings: SETTINGS };
  return (await owner.call('POST', '/sites', input)).body;
}

async function bodyOf(path: string): Promise<string> {
  return JSON.stringify((await owner.call('GET', path)).body);
}

/** A site with a chat in which a visitor sent a file. */
async function siteWithChat(name: string) {
  const site = await makesSite(name);
  const visitor = await visitorArrives(relay.url, site.key);
  const { chat } = await visitor.writes(`Hello from ${name}`);
  const sender = visitorSender(relay.url, site.key, visitor.token);
  const { file } = await uploadFile(sender, 'lamp.txt', 'a lamp');
  visitor.line.say(fileTo(chat, file));
  await visitor.line.hear('sent');
  return { site, visitor, chat, file };
}

test('says what would go, and is for owners alone', async () => {
  const { site } = await siteWithChat('Counted');
  const held = await owner.call('GET', `/sites/${site.id}/contents`);
  expect(held).toMatchObject({ status: 200, body: { chats: 1, visitors: 1, files: 1 } });
  const admin = await invite(relay.url, owner, 'admin');
  expect((await admin.call('GET', `/sites/${site.id}/contents`)).status).toBe(403);
  expect((await admin.call('DELETE', `/sites/${site.id}`)).status).toBe(403);
  expect(await bodyOf('/sites')).toContain(site.id);
});

test('a deleted site is unknown: to its visitors, to pages that load its widget, and in the console', async () => {
  const { site, visitor, chat, file } = await siteWithChat('Gone');
  const operator = await operatorArrives(relay.url, owner);
  expect(JSON.stringify(operator.welcome.chats)).toContain(chat);
  expect((await owner.call('DELETE', `/sites/${site.id}`)).status).toBe(204);

  expect(await visitor.line.closed).toMatchObject({ code: CLOSES.unknown_site.code });
  expect(await operator.line.hear('siteGone')).toMatchObject({ site: site.id });
  const again = await openLine(relay.url, '/v1/ws', { origin: 'http://localhost' });
  again.say(helloTo(site.key, { token: visitor.token }));
  expect(await again.closed).toMatchObject({ code: CLOSES.unknown_site.code });
  const widget = await fetch(`${relay.url}/widget.js?site=${site.key}`);
  expect(await widget.text()).toContain('there is no site with the key');
  const settings = await owner.call('GET', `/site-settings/${site.key}`);
  expect(settings.body.error.code).toBe('unknown_site');
  expect((await owner.call('GET', `/sites/${site.id}/contents`)).status).toBe(404);
  expect((await owner.call('DELETE', `/sites/${site.id}`)).status).toBe(404);

  const { welcome, line } = await operatorArrives(relay.url, owner);
  expect(JSON.stringify(welcome.chats)).not.toContain(chat);
  line.say({ type: 'watch', chat, after: 0, epoch: '' });
  expect(await line.hear('refused')).toMatchObject({ code: 'not_found' });
  for (const path of ['/sites', '/chats', '/chats/choices', '/guard', '/search?q=Gone']) {
    expect(await bodyOf(path), path).not.toContain(site.id);
  }
  for (const path of [`/files/${file.id}`, `/chats/${chat}/visitor`]) {
    expect((await owner.call('GET', path)).status, path).toBe(404);
  }
});

test('what operators prepared for a site goes with it, and what is for others stays', async () => {
  const site = await makesSite('Prepared');
  const of = (kind: string) => ({ kind, ...(kind === 'site' && { site: site.id }) });
  for (const kind of ['site', 'everybody']) {
    const scope = of(kind);
    const response = { shortcut: `hours-${kind}`, text: 'From nine to five.', scope };
    expect((await owner.call('POST', '/canned-responses', response)).status).toBe(201);
    const macro = { name: `Bye ${kind}`, scope, steps: [{ kind: 'close' }] };
    expect((await owner.call('POST', '/macros', macro)).status).toBe(201);
    const tag = { name: `Tag ${kind}`, colour: 'red', site: kind === 'site' ? site.id : null };
    expect((await owner.call('POST', '/tags', tag)).status).toBe(201);
    const filter = kind === 'site' ? { site: site.id } : {};
    const view = { name: `View ${kind}`, isShared: true, list: 'open', filter, order: 'newest' };
    expect((await owner.call('POST', '/views', view)).status).toBe(201);
  }
  const group = { name: 'Both', members: [], sites: [site.id] };
  expect((await owner.call('POST', '/groups', group)).status).toBe(201);
  await owner.call('DELETE', `/sites/${site.id}`);
  for (const path of ['/canned-responses', '/macros', '/tags', '/views', '/groups']) {
    expect(await bodyOf(path), path).not.toContain(site.id);
  }
  for (const [path, kept] of [
    ['/canned-responses', 'hours-everybody'],
    ['/macros', 'Bye everybody'],
    ['/tags', 'Tag everybody'],
    ['/views', 'View everybody'],
    ['/groups', 'Both'],
  ] as const) {
    expect(await bodyOf(path), path).toContain(kept);
  }
});

test('other sites go on as before', async () => {
  const visitor = await visitorArrives(relay.url, demo);
  const { chat } = await visitor.writes('I stay');
  const { site } = await siteWithChat('Beside');
  await owner.call('DELETE', `/sites/${site.id}`);
  await visitor.writes('And write on', chat);
  expect(await bodyOf('/chats')).toContain(chat);
  await vi.waitFor(async () => expect(await bodyOf('/search?q=stay')).toContain(chat), 10_000);
});
