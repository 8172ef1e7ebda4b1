import { uuidv7 } from 'uuidv7';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { exportedChatSchema } from '../../../protocol/index.schema.ts';
import type { ChatId } from '../../../protocol/index.ts';
import { becomeOwner, type ConsoleApi } from '../../helpers/console-api.ts';
import { demoSiteKey } from '../../helpers/demo-site.ts';
import { operatorArrives, operatorSend, visitorArrives } from '../../helpers/people.ts';
import { tokenFor } from '../../helpers/site-backend.ts';
import { startTestRelay, type TestRelay } from '../../helpers/start-relay.ts';
import { waitUntil } from '../../helpers/wait-until.ts';

const FORMULA = '=HYPERLINK("https://evil.example","a")\r\n+1';

describe('an export', () => {
  let relay: TestRelay;
  let owner: ConsoleApi;
  let chat: ChatId;

  beforeAll(async () => {
    relay = await startTestRelay({ demo: true });
    owner = await becomeOwner(relay);
    const site = await demoSiteKey(relay.url);
    const operator = await operatorArrives(relay.url, owner);
    const visitor = await visitorArrives(relay.url, site);
    visitor.line.say({ type: 'identify', name: '@SUM(1)' });
    ({ chat } = await visitor.writes(FORMULA));
    operator.line.say(operatorSend(chat, { kind: 'note', text: 'Odd, isn’t it' }, uuidv7()));
    operator.line.say(operatorSend(chat, { kind: 'message', text: 'Hello "you"' }, uuidv7()));
    await operator.sees(chat, ({ preview }) => preview.startsWith('Hello'));
    await (await userArrives(site)).writes('Something else');
    await waitUntil('it is found', 10_000, async () => (await textOf({ q: 'evil' })) !== '');
  });
  afterAll(() => relay.stop());

  /** Somebody whom the site proves, with the name that it signed. */
  async function userArrives(site: string) {
    const { body: sites } = await owner.call('GET', '/sites');
    const { body } = await owner.call('POST', `/sites/${sites[0].id}/secrets`);
    const { line } = await visitorArrives(relay.url, site);
    const proof = tokenFor(body.secret, { sub: 'u-7', name: 'Grace' });
    line.say({ type: 'identify', token: proof, email: 'grace@example.org' });
    const { token } = await line.hear('identified');
    return visitorArrives(relay.url, site, { token });
  }

  async function exported(query: Record<string, string>) {
    const search = new URLSearchParams({ format: 'json', ...query });
    return fetch(`${relay.url}/api/v1/chats/export?${search}`, {
      headers: { cookie: owner.cookie },
    });
  }
  async function textOf(query: Record<string, string>): Promise<string> {
    const answer = await exported(query);
    // As it came: what reads a text for itself drops the mark at its beginning.
    return Buffer.from(await answer.arrayBuffer()).toString();
  }

  it('is a line of JSON a chat, with every event, the newest chat first', async () => {
    const lines = (await textOf({})).trimEnd().split('\n');
    const chats = lines.map((line) => exportedChatSchema.parse(JSON.parse(line)));
    expect(chats.map(({ id }) => id === chat)).toEqual([false, true]);
    expect(chats[1]).toMatchObject({
      visitor: { name: '@SUM(1)' },
      events: expect.arrayContaining([
        expect.objectContaining({ seq: 1, event: { kind: 'message', text: FORMULA } }),
        expect.objectContaining({ event: { kind: 'note', text: 'Odd, isn’t it' } }),
      ]),
    });
  });

  it('is a table of messages in which nothing becomes a formula', async () => {
    const text = await textOf({ format: 'messages', q: 'evil' });
    expect(text.startsWith('\u{feff}chat,link,site,visitor,')).toBe(true);
    expect(text).toContain(`,"'=HYPERLINK(""https://evil.example"",""a"")\r\n+1"\r\n`);
    expect(text).toContain(",'@SUM(1),");
    expect(text).toContain(',Olga Owner,message,"Hello ""you"""\r\n');
    expect(text).toContain(`/console/chat/${chat}#1,`);
    expect(text).not.toContain('Something else');
  });

  it('is a table of chats, a row each, with how much was said', async () => {
    const answer = await exported({ format: 'chats', q: 'evil' });
    expect(answer.headers.get('content-type')).toBe('text/csv; charset=utf-8; header=present');
    expect(answer.headers.get('content-disposition')).toMatch(
      /^attachment; filename="chats-\d{4}-\d\d-\d\d\.csv"$/,
    );
    const [head, row, ...others] = (await answer.text()).trimEnd().split('\r\n');
    expect(others).toEqual([]);
    expect(head).toMatch(/device,messages_of_visitor,messages_of_operators,first_answer_seconds$/);
    expect(row).toMatch(/,1,1,\d+$/);
  });

  it('says whom the site proves a visitor to be, and what of it is only their word', async () => {
    const tables = ['chats', 'messages'].map((format) => textOf({ format }));
    for (const table of await Promise.all(tables)) {
      expect(table).toMatch(/^\u{feff}chat,link,site,visitor,email,user,verified,/u);
      expect(table).toContain(',Grace,,u-7,"user, name",');
      expect(table).toContain(",'@SUM(1),,,,");
    }
    const [line = ''] = (await textOf({})).split('\n');
    expect(JSON.parse(line).visitor).toMatchObject({
      verified: { userId: 'u-7', name: true, email: false },
    });
  });

  it('tells visitors without a name apart by the mark that the console shows', async () => {
    const stranger = await visitorArrives(relay.url, await demoSiteKey(relay.url));
    await stranger.writes('Nameless');
    await waitUntil('it is found', 10_000, async () => (await textOf({ q: 'nameless' })) !== '');
    const [line = ''] = (await textOf({ q: 'nameless' })).split('\n');
    const mark = `Visitor ${JSON.parse(line).visitor.id.slice(-5).toUpperCase()}`;
    expect(await textOf({ q: 'nameless', format: 'chats' })).toContain(`,${mark},`);
    expect(await textOf({ q: 'nameless', format: 'messages' })).toContain(`,visitor,${mark},`);
  });

  it('leaves out what the filter does not let through', async () => {
    expect(await textOf({ state: 'closed' })).toBe('');
    expect(await textOf({ state: 'closed', format: 'chats' })).toMatch(/^[^\r]+\r\n$/);
  });

  it('names what is wrong with the wish for one', async () => {
    for (const [query, field] of [
      [{ format: 'xml' }, 'format'],
      [{ q: '?!' }, 'q'],
      [{ until: 'now' }, 'until'],
    ] as const) {
      const answer = await exported(query);
      expect(answer.status).toBe(400);
      expect((await answer.json()).error).toMatchObject({ code: 'invalid', field });
    }
  });
});
