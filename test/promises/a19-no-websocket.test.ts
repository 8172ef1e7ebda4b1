import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, onTestFinished, test, vi } from 'vitest';
import { launchBrowser, newPerson } from '../helpers/browser.ts';
import { type ConsoleOperator, operatorWith } from '../helpers/console.ts';
import { type Gate, type GateMode, openGate } from '../helpers/gate.ts';
import { visitorIn } from '../helpers/shop.ts';
import { startTestRelay, type TestRelay } from '../helpers/start-relay.ts';

const PATIENCE = { timeout: 20_000, interval: 50 };
let gate: Gate;
let relay: TestRelay;
let browser: Browser;
let operator: ConsoleOperator;

beforeAll(async () => {
  gate = await openGate();
  relay = await startTestRelay({ demo: true, env: { PUBLIC_URL: gate.url } });
  gate.leadTo(relay.port);
  browser = await launchBrowser();
  // The operator goes to the relay itself.
  const ownerLink = relay.ownerLink?.replace(gate.url, relay.url);
  if (!ownerLink) throw new Error('a new relay has an owner link');
  operator = await operatorWith(await newPerson(browser), relay.url, ownerLink, 'Ada');
  await operator.accepts();
});
afterAll(async () => {
  await browser.close();
  await gate.close();
  await relay.stop();
});

/** A visitor whose network is as `mode` says. */
async function visitorBehind(mode: GateMode) {
  gate.set(mode);
  const person = await newPerson(browser);
  onTestFinished(() => person.close());
  return visitorIn(person, `${gate.url}/demo`);
}

test('A19 converses both ways where upgrades are refused, and takes a WebSocket once one passes', async () => {
  const visitor = await visitorBehind('refuses-upgrades');
  await visitor.opensPanel();
  await visitor.writes('no sockets here');
  await visitor.seesState('Sent');
  await operator.opensChat('no sockets here');
  await operator.writes('never mind');
  await visitor.sees('never mind');
  expect(gate.upgrades).toBe(0);

  gate.set('open');
  await visitor.page.evaluate(() => dispatchEvent(new Event('online')));
  await vi.waitFor(() => expect(gate.upgrades).toBeGreaterThanOrEqual(2), PATIENCE);
  await visitor.writes('that is better');
  await operator.sees('that is better');
  await vi.waitFor(
    async () =>
      expect(await visitor.messages()).toEqual(['no sockets here', 'never mind', 'that is better']),
    PATIENCE,
  );
});

test('A19 delivers what was written on a line that is silent, and says meanwhile that it is not connected', async () => {
  const visitor = await visitorBehind('mutes-sockets');
  // Two sockets have to be given up before.
  visitor.page.setDefaultTimeout(30_000);
  await visitor.opensPanel();
  await visitor.writes('is anybody there');
  await visitor.page
    .getByText(/^(Connecting|The connection was lost)/)
    .first()
    .waitFor();
  await visitor.seesState('Sent');
  await operator.opensChat('is anybody there');
}, 60_000);

test('P2 delivers a message that was under way as the page went, without anything kept on the device', async () => {
  const visitor = await visitorBehind('open');
  await visitor.opensPanel();
  await visitor.answersBanner('No thanks');
  await visitor.writes('one');
  await visitor.seesState('Sent');
  gate.set('swallows-upgrades');
  gate.cut();
  await visitor.writes('two');
  await visitor.page.goto('about:blank');
  await operator.opensChat('two');
});

test('P2 asks before a page goes that holds the only copy of a message', async () => {
  const visitor = await visitorBehind('open');
  await visitor.opensPanel();
  await visitor.answersBanner('No thanks');
  await visitor.writes('one');
  await visitor.seesState('Sent');
  const { page } = visitor;
  const asked: string[] = [];
  page.on('dialog', (dialog) => {
    asked.push(dialog.type());
    void dialog.accept();
  });
  await page.reload();
  expect(asked).toEqual([]);

  await visitor.opensPanel();
  await visitor.answersBanner('No thanks');
  await visitor.writes('one again');
  await visitor.seesState('Sent');
  gate.set('swallows-upgrades');
  gate.cut();
  await visitor.writes('two');
  await visitor.sees('two');
  await page.reload();
  expect(asked).toEqual(['beforeunload']);
});
