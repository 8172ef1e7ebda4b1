import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserContext, Page } from 'playwright-core';
import { LIMITS } from '../../protocol/index.ts';
import { becomeOwner } from './console-api.ts';
import { demoSiteKey } from './demo-site.ts';
import { type Act, WHILE_AWAY, WHILE_BUSY, WHILE_THERE } from './panel-acts.ts';
import { operatorArrives, visitorArrives } from './people.ts';
import { visitorIn } from './shop.ts';
import { startTestRelay, type TestRelay } from './start-relay.ts';

/** An add-on that refuses one message for good, which is how a message fails. */
const REFUSES = `export const addon = { name: 'refuses', title: 'Refuses', description: 'For a test.', needs: ['messages'],
  hooks: { before: { message: ({ event }) => event.text === 'Refuse me' ? { refuse: 'We do not take this here.' } : undefined } } };`;

/** Every state that a visitor may see. */
export const EVERY_STATE = Object.keys({ ...WHILE_THERE, ...WHILE_BUSY, ...WHILE_AWAY });

/** Those that differ in what is in them, not only in how it looks. */
export const USUAL_STATES = EVERY_STATE.filter(
  (state) => !['nobody there', 'the first words', 'files', 'the end'].includes(state),
);

/** Pages on which the widget is in each of its states, by the state's name; they stay as they are. */
export interface PanelStates {
  readonly pages: ReadonlyMap<string, Page>;
  /** From now on nobody accepts chats; all pages show it. */
  everybodyLeaves(): Promise<void>;
  stop(): Promise<void>;
}

/** Brings the widget into states. `path` is the page's; each has a visitor of its own. */
export async function openPanelStates(
  newVisitor: () => Promise<BrowserContext>,
  path = '/demo/plain-page/',
  wanted: readonly string[] = USUAL_STATES,
): Promise<PanelStates> {
  const folder = await mkdtemp(join(tmpdir(), 'counterbell-addon-'));
  await writeFile(join(folder, 'addon.mjs'), REFUSES);
  const relay = await startTestRelay({
    demo: true,
    env: { ADDONS: join(folder, 'addon.mjs') },
  });
  const owner = await becomeOwner(relay);
  await owner.call('PUT', '/addons/refuses', { enabled: true, settings: {} });
  const operator = await operatorArrives(relay.url, owner);
  const pages = new Map<string, Page>();

  async function bringAbout(states: Readonly<Record<string, Act>>): Promise<void> {
    for (const [state, act] of Object.entries(states)) {
      if (!wanted.includes(state)) continue;
      const visitor = await visitorIn(await newVisitor(), relay.url + path);
      pages.set(state, visitor.page);
      await act(visitor, operator);
    }
  }

  await bringAbout(WHILE_AWAY);
  await operator.accepts();
  await bringAbout(WHILE_THERE);
  await fillUp(relay);
  await bringAbout(WHILE_BUSY);

  return {
    pages,
    everybodyLeaves: () => operator.accepts(false),
    async stop() {
      await relay.stop();
      await rm(folder, { recursive: true });
    },
  };
}

/** Gives the only operator as many chats as they may have. */
async function fillUp(relay: TestRelay): Promise<void> {
  const site = await demoSiteKey(relay.url);
  for (let count = 0; count < LIMITS.chatsPerOperator; count += 1) {
    await (await visitorArrives(relay.url, site)).writes(`chat ${count}`);
  }
}
