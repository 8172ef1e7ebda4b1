import { afterEach, beforeEach, expect, test } from 'vitest';
import { LIMITS, type RelayFrame } from '../../../protocol/index.ts';
import { becomeOwner, type ConsoleApi, invite } from '../../helpers/console-api.ts';
import { operatorArrives, visitorArrives } from '../../helpers/people.ts';
import { startTestRelay, type TestRelay } from '../../helpers/start-relay.ts';

const DAY_MS = 86_400_000;
const ALL_DAY = [{ from: '00:00', to: '24:00' }];
const ALWAYS = { opening: null, queueLimit: null };

let relay: TestRelay;
let owner: ConsoleApi;

beforeEach(async () => {
  relay = await startTestRelay();
  owner = await becomeOwner(relay);
});
afterEach(() => relay.stop());

/** Gives back the key of a site with these hours. */
async function siteWith(hours: object): Promise<string> {
  const settings = { colour: '#112233', welcome: '', language: 'en', consent: 'strict' };
  const { body } = await owner.call('POST', '/sites', {
    name: 'Shop',
    domains: ['localhost'],
    settings: { ...settings, hours: { ...ALWAYS, ...hours } },
  });
  return body.key;
}

/** Changes the hours of the site with this key. */
async function changeHours(site: string, hours: object): Promise<void> {
  const { body } = await owner.call('GET', '/sites');
  const [{ id, name, domains, settings }] = body.filter(({ key }: { key: string }) => key === site);
  const changed = { ...settings, hours: { ...ALWAYS, ...hours } };
  await owner.call('PUT', `/sites/${id}`, { name, domains, settings: changed });
}

/** Open every day but today and tomorrow. */
function closedTillThe(now: number) {
  const dateOf = (at: number) => new Date(at).toISOString().slice(0, 10);
  return {
    opening: {
      timeZone: 'UTC',
      week: Array.from({ length: 7 }, () => ALL_DAY),
      holidays: [dateOf(now), dateOf(now + DAY_MS)],
    },
    backAt: Date.parse(dateOf(now + 2 * DAY_MS)),
  };
}

async function acceptingOperator(name: string) {
  const operator = await operatorArrives(
    relay.url,
    await invite(relay.url, owner, 'operator', name),
  );
  await operator.accepts();
  return operator;
}

test('says outside opening hours when the site is back, and keeps what is written as unanswered', async () => {
  const { opening, backAt } = closedTillThe(Date.now());
  const site = await siteWith({ opening });
  await acceptingOperator('Ada');
  const visitor = await visitorArrives(relay.url, site);
  expect(visitor.welcome).toMatchObject({ accepting: false, reason: 'closed', backAt });
  await visitor.writes('Is anybody there?');
  const queued = await visitor.line.hear('event', ({ event }) => event.kind === 'queued');
  expect(queued.event).toEqual({ kind: 'queued', offline: true });
});

test('tells visitors whose line is open of hours that change, and goes by them', async () => {
  const site = await siteWith({});
  await acceptingOperator('Ada');
  const visitor = await visitorArrives(relay.url, site);
  await visitor.hearsAccepting(true);
  const { opening, backAt } = closedTillThe(Date.now());
  await changeHours(site, { opening });
  expect(await visitor.line.hear('presence')).toMatchObject({ reason: 'closed', backAt });
  await visitor.writes('Still there?');
  const queued = await visitor.line.hear('event', ({ event }) => event.kind === 'queued');
  expect(queued.event).toEqual({ kind: 'queued', offline: true });
});

test('offers what waits on a site that closed only once it is open again', async () => {
  const [site, other] = [await siteWith({}), await siteWith({})];
  await acceptingOperator('Ada');
  for (let count = 0; count < LIMITS.chatsPerOperator; count += 1) {
    const { line, writes } = await visitorArrives(relay.url, site);
    await writes(`chat ${count}`);
    await line.hear('event', ({ event }) => event.kind === 'assigned');
  }
  const { line, writes } = await visitorArrives(relay.url, site);
  await writes('I wait');
  await line.hear('queue', ({ position }) => position === 1);
  await changeHours(site, { opening: closedTillThe(Date.now()).opening });
  await line.hear('presence', (frame) => 'reason' in frame && frame.reason === 'closed');
  await line.hear('queue', ({ position }) => position === 0);
  const next = await visitorArrives(relay.url, other);
  await next.writes('I came later');
  await next.line.hear('queue', ({ position }) => position === 1);
  await acceptingOperator('Bob');
  await next.line.hear('event', ({ event }) => event.kind === 'assigned');
  const isOffered = () =>
    line.heard.some((frame) => frame.type === 'event' && frame.event.kind === 'assigned');
  expect(isOffered()).toBe(false);
  await changeHours(site, {});
  await line.hear('event', ({ event }) => event.kind === 'assigned');
});

test('holds each site to its own hours', async () => {
  await acceptingOperator('Ada');
  const closed = await siteWith({ opening: closedTillThe(Date.now()).opening });
  const open = await siteWith({});
  expect((await visitorArrives(relay.url, closed)).welcome).toMatchObject({ accepting: false });
  expect((await visitorArrives(relay.url, open)).welcome).toMatchObject({ accepting: true });
});

test('turns visitors away from a queue that is full, and takes them again when it moves', async () => {
  const site = await siteWith({ queueLimit: 1 });
  await acceptingOperator('Ada');
  for (let count = 0; count < LIMITS.chatsPerOperator; count += 1) {
    const { line, writes } = await visitorArrives(relay.url, site);
    await writes(`chat ${count}`);
    await line.hear('event', ({ event }) => event.kind === 'assigned');
  }
  const next = await visitorArrives(relay.url, site);
  await next.hearsAccepting(true);
  await next.writes('I wait');
  await next.line.hear('queue', ({ position }) => position === 1);
  const late = await visitorArrives(relay.url, site);
  // Another node may hear of the queue a moment later.
  if (late.welcome.accepting) await late.line.hear('presence', isFull);
  else expect(late.welcome).toMatchObject({ reason: 'full' });
  await (await acceptingOperator('Bob')).line.hear('chat', ({ chat }) => chat.state === 'assigned');
  await late.hearsAccepting(true);
});

function isFull(frame: RelayFrame): boolean {
  return 'reason' in frame && frame.reason === 'full';
}

test.each([
  ['settings.hours.opening.timeZone', { timeZone: 'Mars/Olympus', week: week(), holidays: [] }],
  ['settings.hours.opening.week', { timeZone: 'UTC', week: [], holidays: [] }],
  [
    'settings.hours.opening.week.0.0',
    { timeZone: 'UTC', week: week([{ from: '17:00', to: '09:00' }]), holidays: [] },
  ],
  [
    'settings.hours.opening.week.0.0.to',
    { timeZone: 'UTC', week: week([{ from: '09:00', to: '25:00' }]), holidays: [] },
  ],
  [
    'settings.hours.opening.holidays.0',
    { timeZone: 'UTC', week: week(), holidays: ['2026-02-30'] },
  ],
])('names %s where hours are wrong', async (field, opening) => {
  const settings = { colour: '#112233', welcome: '', language: 'en', consent: 'strict' };
  const { status, body } = await owner.call('POST', '/sites', {
    name: 'Shop',
    domains: ['localhost'],
    settings: { ...settings, hours: { ...ALWAYS, opening } },
  });
  expect(status).toBe(400);
  expect(body.error).toMatchObject({ code: 'invalid', field });
});

function week(monday: object[] = []) {
  return [monday, [], [], [], [], [], []];
}
