import { uuidv7 } from 'uuidv7';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chatChoicesSchema, chatsAnswerSchema } from '../../../protocol/index.schema.ts';
import type { ChatId } from '../../../protocol/index.ts';
import { becomeOwner, type ConsoleApi } from '../../helpers/console-api.ts';
import { demoSiteKey } from '../../helpers/demo-site.ts';
import { operatorArrives, operatorSend, visitorArrives } from '../../helpers/people.ts';
import { startTestRelay, type TestRelay } from '../../helpers/start-relay.ts';
import { waitUntil } from '../../helpers/wait-until.ts';

const PAGE = { url: 'https://shop.example/Tea%20pots/sch%C3%B6n?a=1', title: 'Pots' };

describe('chats by filters', () => {
  let relay: TestRelay;
  let owner: ConsoleApi;
  let mine: ChatId;
  let waiting: ChatId;
  let ada: string;
  let tag: string;
  let group: string;
  let begun: number;

  beforeAll(async () => {
    relay = await startTestRelay({ demo: true });
    owner = await becomeOwner(relay);
    const site = await demoSiteKey(relay.url);
    const operator = await operatorArrives(relay.url, owner);
    ada = operator.id;
    const made = async (path: string, input: object) =>
      (await owner.call('POST', path, input)).body.id;
    tag = await made('/tags', { name: 'VIP', colour: 'red', site: null });
    group = await made('/groups', { name: 'Sales', members: [ada] });
    const grace = await visitorArrives(relay.url, site, { page: PAGE });
    grace.line.say({ type: 'identify', name: 'Grace Hopper', email: 'hopper@navy.example' });
    ({ chat: mine } = await grace.writes('A blue teapot, please'));
    operator.line.say(operatorSend(mine, { kind: 'message', text: 'Here it is' }, uuidv7()));
    operator.line.say(operatorSend(mine, { kind: 'tagged', tag, on: true }, uuidv7()));
    operator.line.say(operatorSend(mine, { kind: 'transferred', to: { group } }, uuidv7()));
    await operator.sees(mine, (chat) => chat.group?.id === group && chat.tags.length > 0);
    operator.line.say(operatorSend(mine, { kind: 'joined' }, uuidv7()));
    await operator.sees(mine, (chat) => chat.state === 'active' && chat.group?.id === group);
    operator.line.say(operatorSend(mine, { kind: 'closed' }, uuidv7()));
    await operator.sees(mine, ({ state }) => state === 'closed');
    const rating = { kind: 'rating', good: true };
    grace.line.say({ type: 'send', id: uuidv7(), chat: mine, event: rating });
    begun = (await operator.sees(mine, (chat) => chat.rating === 'good')).startedAt;
    const other = await visitorArrives(relay.url, site);
    ({ chat: waiting } = await other.writes('Where is my teapot?'));
    await waitUntil(
      'both are found',
      10_000,
      async () => (await hits({ q: 'teapot' })).length === 2,
    );
  });
  afterAll(() => relay.stop());

  async function list(query: Record<string, string>) {
    return owner.call('GET', `/chats?${new URLSearchParams(query)}`);
  }
  async function idsOf(query: Record<string, string>) {
    const { body } = await list(query);
    return chatsAnswerSchema.parse(body).chats.map(({ id }) => id);
  }
  async function hits(query: Record<string, string>): Promise<{ chat: string }[]> {
    return (await owner.call('GET', `/search?${new URLSearchParams(query)}`)).body.hits;
  }
  async function saidIn(query: Record<string, string>) {
    return (await hits({ q: 'teapot', ...query })).map(({ chat }) => chat);
  }

  it('lists all of them, the newest first, and says that there is no further page', async () => {
    const { body } = await list({});
    expect(body).toMatchObject({ next: null, chats: [{ id: waiting }, { id: mine }] });
  });

  it('finds chats, and what was said in them, by each filter and by all of them', async () => {
    const { body } = await owner.call('GET', '/chats/choices');
    const [site] = chatChoicesSchema.parse(body).sites;
    if (!site) throw new Error('the demo site is there');
    const closed = {
      from: String(begun),
      until: String(begun + 1),
      operator: ada,
      group,
      tag,
      state: 'closed',
      rating: 'good',
      page: 'TEA pots/schön',
      site: site.id,
    };
    for (const [name, value] of Object.entries(closed)) {
      if (name === 'site' || name === 'from') continue;
      expect(await idsOf({ [name]: value }), name).toEqual([mine]);
      if (name !== 'until') expect(await saidIn({ [name]: value }), name).toEqual([mine]);
    }
    expect(await idsOf(closed)).toEqual([mine]);
    expect(await idsOf({ site: site.id, state: 'open' })).toEqual([waiting]);
    expect(await idsOf({ operator: 'none', group: 'none', rating: 'none' })).toEqual([waiting]);
    expect(await saidIn({ operator: 'none' })).toEqual([waiting]);
    expect(await saidIn({ until: String(begun) })).toEqual([]);
    expect(await saidIn({ from: String(begun) })).toEqual([waiting, mine]);
    expect(await idsOf({ site: uuidv7() })).toEqual([]);
    expect(await idsOf({ page: '100%' })).toEqual([]);
  });

  it('finds the chats of a visitor, and what was said in them, by name, e-mail and mark', async () => {
    const { body } = await list({});
    const [nobody] = chatsAnswerSchema.parse(body).chats;
    const mark = nobody?.visitor.id.slice(-5).toUpperCase() ?? '';
    for (const visitor of [mark, `Visitor ${mark}`]) {
      expect(await idsOf({ visitor })).toEqual([waiting]);
      expect(await saidIn({ visitor })).toEqual([waiting]);
    }
    for (const visitor of ['grace', 'Hop', 'hopper@navy.example']) {
      expect(await idsOf({ visitor }), visitor).toEqual([mine]);
      expect(await idsOf({ visitor, state: 'closed', order: 'said' }), visitor).toEqual([mine]);
      expect(await saidIn({ visitor }), visitor).toEqual([mine]);
    }
    expect(await idsOf({ visitor: 'grace', rating: 'none' })).toEqual([]);
    expect(await saidIn({ visitor: 'nobody' })).toEqual([]);
  });

  it('gives closed chats by when something was said last where it is asked to, and only those', async () => {
    expect(await idsOf({ state: 'closed', order: 'said' })).toEqual([mine]);
    const { status, body } = await list({ order: 'said' });
    expect(status).toBe(400);
    expect(body.error).toMatchObject({ code: 'invalid', field: 'order' });
  });

  it('gives fifty a page, and every chat once, also where others begin meanwhile', async () => {
    const site = await demoSiteKey(relay.url);
    const begin = async (count: number) => {
      for (let nth = 0; nth < count; nth += 1) {
        await (await visitorArrives(relay.url, site)).writes(`number ${nth}`);
      }
    };
    await begin(58);
    const all = await idsOf({ until: String(Date.now() + 1_000) });
    const first = chatsAnswerSchema.parse((await list({})).body);
    await begin(2);
    const second = chatsAnswerSchema.parse((await list({ before: first.next ?? '' })).body);
    expect(all).toHaveLength(50);
    expect(second.next).toBeNull();
    const ids = [...first.chats, ...second.chats].map(({ id }) => id);
    expect(new Set(ids).size).toBe(60);
    expect(ids).toHaveLength(60);
  });

  it.each([
    ['from', 'yesterday'],
    ['until', '-1'],
    ['site', 'one'],
    ['operator', 'me'],
    ['group', 'sales'],
    ['tag', 'none'],
    ['state', 'done'],
    ['rating', 'great'],
    ['page', 'x'.repeat(201)],
    ['visitor', 'x'.repeat(201)],
    ['page', ''],
    ['before', '1'],
    ['order', 'worst'],
    ['offset', '20'],
  ])('refuses %s=%s, naming the field', async (field, value) => {
    const { status, body } = await list({ [field]: value });
    expect(status).toBe(400);
    expect(body.error).toMatchObject({ code: 'invalid', field });
  });
});
