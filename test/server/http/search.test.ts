import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { searchAnswerSchema } from '../../../protocol/index.schema.ts';
import { becomeOwner, type ConsoleApi, invite } from '../../helpers/console-api.ts';
import { demoSiteKey } from '../../helpers/demo-site.ts';
import { visitorArrives } from '../../helpers/people.ts';
import { startTestRelay, type TestRelay } from '../../helpers/start-relay.ts';

const PATIENT = { timeout: 10_000 };

describe('search', () => {
  let relay: TestRelay;
  let owner: ConsoleApi;

  beforeAll(async () => {
    relay = await startTestRelay({ demo: true });
    owner = await becomeOwner(relay);
  });
  afterAll(() => relay.stop());

  async function find(query: Record<string, string>, who = owner) {
    return who.call('GET', `/search?${new URLSearchParams(query)}`);
  }

  async function refusalOf(query: Record<string, string>) {
    const { status, body } = await find(query);
    return { status, ...body.error };
  }

  it('finds what a visitor wrote a moment ago, also for a viewer', async () => {
    const visitor = await visitorArrives(relay.url, await demoSiteKey(relay.url));
    const { chat } = await visitor.writes('Do you have teapots of glass?');
    await expect
      .poll(async () => (await find({ q: 'glass teapot' })).body.hits, PATIENT)
      .toHaveLength(1);
    const viewer = await invite(relay.url, owner, 'viewer');
    const { status, body } = await find({ q: 'glass teapot' }, viewer);
    expect(status).toBe(200);
    const { hits, next } = searchAnswerSchema.parse(body);
    expect(next).toBeNull();
    expect(hits).toMatchObject([
      {
        chat,
        seq: 1,
        kind: 'message',
        author: { role: 'visitor' },
        site: { name: 'Demo shop' },
        snippet: {
          text: 'Do you have teapots of glass?',
          matches: [
            { start: 12, length: 6 },
            { start: 23, length: 5 },
          ],
        },
      },
    ]);
  });

  it('gives twenty a page, and goes on with before', async () => {
    const visitor = await visitorArrives(relay.url, await demoSiteKey(relay.url));
    const { chat } = await visitor.writes('cup 0');
    for (let index = 1; index < 25; index += 1) await visitor.writes(`cup ${index}`, chat);
    const pages = async () => {
      const { body: first } = await find({ q: 'cup' });
      if (first.next === null) return first.hits;
      const { body: second } = await find({ q: 'cup', before: String(first.next) });
      return [...first.hits, ...second.hits];
    };
    await expect.poll(pages, PATIENT).toHaveLength(25);
    const texts = (await pages()).map((hit: { snippet: { text: string } }) => hit.snippet.text);
    expect(texts).toEqual(texts.map((_: string, index: number) => `cup ${24 - index}`));
    expect((await find({ q: 'cup' })).body.hits).toHaveLength(20);
  });

  it('names the field and the limit where the text is too long', async () => {
    const refusal = await refusalOf({ q: 'x'.repeat(201) });
    expect(refusal).toMatchObject({ status: 400, code: 'invalid', field: 'q' });
    expect(refusal.message).toContain('q is 201 characters long, the limit is 200');
  });

  it.each(['', '   ', '?!', '😀', '\u0000a'])('refuses %j, naming the field', async (q) => {
    expect(await refusalOf({ q })).toMatchObject({ status: 400, code: 'invalid', field: 'q' });
  });

  it('refuses a query without a text, with an unknown field, and with a wrong page', async () => {
    expect(await refusalOf({})).toMatchObject({ status: 400, field: 'q' });
    expect(await refusalOf({ q: 'a', sort: 'b' })).toMatchObject({ status: 400, field: 'sort' });
    for (const before of ['', '-1', '1.5', 'one', '0', '1'.repeat(17)]) {
      expect(await refusalOf({ q: 'a', before })).toMatchObject({ status: 400, field: 'before' });
    }
    expect((await find({ q: 'a', before: '9'.repeat(16) })).status).toBe(200);
  });

  it('is described in /openapi.json', async () => {
    const description = await (await fetch(`${relay.url}/openapi.json`)).json();
    const { parameters } = description.paths['/api/v1/search'].get;
    expect(parameters.map(({ name }: { name: string }) => name)).toEqual([
      ...['q', 'before', 'from', 'until', 'site', 'operator', 'group', 'tag', 'state'],
      ...['rating', 'page', 'goal', 'visitor'],
    ]);
  });
});
