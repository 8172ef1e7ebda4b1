import type { Browser } from 'playwright-core';
import { uuidv7 } from 'uuidv7';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser, newPerson } from '../helpers/browser.ts';
import { becomeOwner, type ConsoleApi } from '../helpers/console-api.ts';
import { operatorArrives, operatorSend } from '../helpers/people.ts';
import { visitorIn } from '../helpers/shop.ts';
import { startTestRelay, type TestRelay } from '../helpers/start-relay.ts';

let relay: TestRelay;
let browser: Browser;
let owner: ConsoleApi;
let operator: Awaited<ReturnType<typeof operatorArrives>>;

beforeAll(async () => {
  relay = await startTestRelay({ demo: true });
  owner = await becomeOwner(relay);
  operator = await operatorArrives(relay.url, owner);
  await operator.accepts();
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser.close();
  await relay.stop();
});

test('C11 offers a banned visitor nothing that would be refused, and offers it again once the ban is lifted', async () => {
  const visitor = await visitorIn(await newPerson(browser), `${relay.url}/demo`);
  const widget = visitor.page.locator('counterbell-widget');
  await visitor.opensPanel();
  await visitor.answersBanner('No thanks');
  await visitor.writes('Buy my pills');
  const { chat } = await operator.line.hear(
    'chat',
    (frame) => frame.chat.preview === 'Buy my pills',
  );
  operator.line.say(operatorSend(chat.id, { kind: 'joined' }, uuidv7()));
  await visitor.sees(/joined$/);
  const ban = { visitor: chat.visitor.id, minutes: 60, reason: 'Spam', closeChat: true };
  expect((await owner.call('POST', '/bans', ban)).status).toBe(204);

  await visitor.sees('We are sorry: no further messages are taken from you here.');
  const status = () => visitor.page.evaluate('Counterbell.getState().status');
  await expect.poll(status).toBe('browsing');
  const offers = widget.getByRole('button', { name: /^(Start a new chat|Good|Leave an e-mail)/ });
  expect(await offers.count()).toBe(0);
  expect(await widget.getByText('Write again whenever you like').count()).toBe(0);

  expect((await owner.call('DELETE', `/bans/${chat.visitor.id}`)).status).toBe(204);
  await widget.getByRole('button', { name: 'Start a new chat' }).waitFor();
  await visitor.sees('The chat was closed. Write again whenever you like.');
  expect(await widget.getByText('We are sorry').count()).toBe(0);
});
