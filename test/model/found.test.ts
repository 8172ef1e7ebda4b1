import { afterEach, beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import { expectAllDelivered, newModel, newWorld, settle } from './world.ts';

/** Histories that once broke a promise, as they were found by chance and shrunk. */

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'] });
});
afterEach(() => {
  vi.useRealTimers();
});

async function prepare() {
  const world = await newWorld();
  const model = newModel();
  onTestFinished(async () => {
    world.browser.close();
    await world.installation.remove();
  });
  return {
    ...world,
    model,
    async writes(tab: 0 | 1) {
      model.written.push(`v${model.written.length + 1}`);
      world.browser.tabs[tab].send({ kind: 'message', text: model.written.at(-1) ?? '' });
      await settle(world);
    },
    expectAllDelivered: () => expectAllDelivered(world, model),
  };
}

test('P4 P8 keeps the order of two tabs although the clock went back three years between them', async () => {
  const { network, browser, writes, expectAllDelivered } = await prepare();
  network.setWeather('stalled');
  await writes(0);
  browser.setClock(Date.UTC(2023, 0, 1));
  await writes(1);
  await expectAllDelivered();
});

test('P4 P9 offers again in order what went to a new chat in one tab and to the chat itself in the other', async () => {
  const { network, installation, writes, expectAllDelivered } = await prepare();
  await writes(0);
  await installation.backUp();
  await writes(0);
  await writes(0);
  await writes(1);
  network.cut(false);
  await network.idle();
  await installation.restore();
  await expectAllDelivered();
});

test('P3 is one visitor in two tabs that were opened at once', async () => {
  const { browser, writes, expectAllDelivered } = await prepare();
  for (const tab of browser.tabs) tab.connect();
  await writes(1);
  await writes(0);
  await expectAllDelivered();
  const [first, second] = browser.tabs.map((tab) => tab.getState());
  expect(first?.visitor).toBe(second?.visitor);
});

test('P2 P5 learns of a chat that follows a closed one by its newest event alone, which is what a sweep tells', async () => {
  const { browser, installation, writes, expectAllDelivered } = await prepare();
  await writes(0);
  browser.tabs[1].connect();
  const { chat } = browser.tabs[0].getState();
  if (!chat) throw new Error('there is no chat');
  await installation.relay.operatorDoes(chat, { kind: 'closed' });
  installation.relay.bus.setFault('lost');
  // Written before the page has heard of the chat that is closed: it begins another one.
  browser.reload(0);
  await writes(0);
  await writes(0);
  await expectAllDelivered();
});
