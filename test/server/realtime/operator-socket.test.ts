import { uuidv7 } from 'uuidv7';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CLOSES, NAMES } from '../../../protocol/index.ts';
import { becomeOwner, type ConsoleApi, invite } from '../../helpers/console-api.ts';
import { demoSiteKey } from '../../helpers/demo-site.ts';
import { openLine } from '../../helpers/frame-line.ts';
import { operatorArrives, operatorSend, visitorArrives } from '../../helpers/people.ts';
import { startTestRelay, type TestRelay } from '../../helpers/start-relay.ts';

let relay: TestRelay;
let owner: ConsoleApi;
let site: string;

beforeAll(async () => {
  relay = await startTestRelay({ demo: true });
  owner = await becomeOwner(relay);
  site = await demoSiteKey(relay.url);
});
afterAll(() => relay.stop());

describe('who may open the console socket', () => {
  test('refuses somebody without a session', async () => {
    const line = await openLine(relay.url, NAMES.operatorSocket, { origin: relay.url });
    line.say({ type: 'hello' });
    expect(await line.closed).toMatchObject({ code: CLOSES.not_signed_in.code });
  });

  test.each(['https://example.net', 'null', ''])(
    'refuses the origin "%s" even with a session',
    async (origin) => {
      const headers = { cookie: owner.cookie, ...(origin && { origin }) };
      const line = await openLine(relay.url, NAMES.operatorSocket, headers);
      line.say({ type: 'hello' });
      expect(await line.closed).toMatchObject({ code: CLOSES.origin_not_allowed.code });
    },
  );

  test('lets a viewer read but not write', async () => {
    const viewer = await operatorArrives(relay.url, await invite(relay.url, owner, 'viewer'));
    const visitor = await visitorArrives(relay.url, site);
    const { chat } = await visitor.writes('Hello');
    const id = uuidv7();
    viewer.line.say(operatorSend(chat, { kind: 'message', text: 'Hi' }, id));
    expect(await viewer.line.hear('refused')).toMatchObject({ id, code: 'not_allowed' });
    viewer.watches(chat);
    expect(await viewer.line.hear('event')).toMatchObject({ event: { text: 'Hello' } });
  });

  test('closes the sockets of somebody who signed out', async () => {
    const api = await invite(relay.url, owner, 'operator', 'Leaving Soon');
    const { line } = await operatorArrives(relay.url, api);
    await api.call('DELETE', '/session');
    expect(await line.closed).toMatchObject({ code: CLOSES.not_signed_in.code });
  });
});

describe('a chat', () => {
  test('arrives live with page, referrer, browser and system', async () => {
    const operator = await operatorArrives(relay.url, owner);
    const visitor = await visitorArrives(relay.url, site, {
      page: {
        url: 'https://shop.example/lamp',
        title: 'Lamp',
        referrer: 'https://search.example/',
      },
    });
    const { chat } = await visitor.writes('Is it in stock?');
    const summary = await operator.sees(chat);
    expect(summary).toMatchObject({
      preview: 'Is it in stock?',
      page: {
        url: 'https://shop.example/lamp',
        title: 'Lamp',
        referrer: 'https://search.example/',
      },
      online: true,
      visitor: { name: null },
    });
  });

  test('shows typing and seen both ways', async () => {
    const operator = await operatorArrives(relay.url, owner);
    const visitor = await visitorArrives(relay.url, site);
    const { chat, seq } = await visitor.writes('Hello');
    operator.watches(chat);
    await operator.line.hear('event');
    operator.line.say({ type: 'typing', chat });
    expect(await visitor.line.hear('typing')).toMatchObject({ chat, author: { role: 'operator' } });
    operator.line.say({ type: 'delivered', chat, seq });
    expect(await visitor.line.hear('delivered')).toMatchObject({ chat, role: 'operator', seq });
    operator.line.say({ type: 'seen', chat, seq });
    expect(await visitor.line.hear('seen')).toEqual({ type: 'seen', chat, role: 'operator', seq });
    visitor.line.say({ type: 'typing', chat });
    expect(await operator.line.hear('typing')).toMatchObject({ author: { role: 'visitor' } });
    visitor.line.say({ type: 'seen', chat, seq });
    await operator.line.hear('seen', ({ role }) => role === 'visitor');
  });

  test('P5 keeps a note from the visitor, whose prev skips it', async () => {
    const operator = await operatorArrives(relay.url, owner);
    const visitor = await visitorArrives(relay.url, site);
    const { chat } = await visitor.writes('Hello');
    operator.line.say(operatorSend(chat, { kind: 'note', text: 'A difficult one' }, uuidv7()));
    const note = await operator.line.hear('sent');
    operator.line.say(operatorSend(chat, { kind: 'joined' }, uuidv7()));
    const joined = await visitor.line.hear('event', ({ event }) => event.kind === 'joined');
    expect(joined.seq).toBe(note.seq + 1);
    expect(joined.prev).toBe(note.seq - 1);
    expect(JSON.stringify(visitor.line.heard)).not.toContain('difficult');
    visitor.line.say({ type: 'fetch', chat, after: 0, limit: 200 });
    await visitor.line.hear('event', ({ seq }) => seq === joined.seq);
    expect(JSON.stringify(visitor.line.heard)).not.toContain('difficult');
  });

  test('P3 is accepted once, however often the frame comes', async () => {
    const operator = await operatorArrives(relay.url, owner);
    const visitor = await visitorArrives(relay.url, site);
    const { chat } = await visitor.writes('Hello');
    const accept = operatorSend(chat, { kind: 'joined' }, uuidv7());
    operator.line.say(accept);
    const first = await operator.line.hear('sent');
    operator.line.say(accept);
    expect(await operator.line.hear('sent')).toEqual(first);
  });

  test('reopens when the visitor writes after it was closed', async () => {
    const operator = await operatorArrives(relay.url, owner);
    const visitor = await visitorArrives(relay.url, site);
    const { chat } = await visitor.writes('Hello');
    operator.line.say(operatorSend(chat, { kind: 'closed' }, uuidv7()));
    await visitor.line.hear('event', ({ event }) => event.kind === 'closed');
    const again = await visitor.writes('One more thing', chat);
    expect(again.chat).toBe(chat);
    await operator.sees(chat, ({ state }) => state !== 'closed');
  });
});
