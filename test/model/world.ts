import { expect, vi } from 'vitest';
import type { VisitorClient } from '../../client/index.ts';
import type { SiteKey, VisitorId } from '../../protocol/index.ts';
import { createBrowser, type ModelBrowser } from './browser.ts';
import { newInstallation } from './model-relay.ts';
import { createNetwork, type Network } from './network.ts';

/** What must be true in the end, kept as simple as it can be: the texts in the order they were written. */
export interface Model {
  /** Of the visitor since the last reset. */
  readonly written: string[];
  /** Of operators, while no older log came back. */
  readonly answered: string[];
  /** How much had been answered at the last backup; null before the first one. */
  answeredAtBackup: number | null;
  count: number;
}

export function newModel(): Model {
  return { written: [], answered: [], answeredAtBackup: null, count: 0 };
}

/** The real client and the real relay's parts, with a network between that does as it is told. */
export interface World {
  readonly installation: Awaited<ReturnType<typeof newInstallation>>;
  readonly network: Network;
  readonly browser: ModelBrowser;
}

export async function newWorld(): Promise<World> {
  const installation = await newInstallation();
  const network = createNetwork(() => installation.relay);
  const browser = createBrowser('http://model', installation.site as SiteKey, network);
  return { installation, network, browser };
}

/** Lets everything that can happen now happen: frames, commits, and `ms` of the clients' timers. */
export async function settle({ network }: World, ms = 0): Promise<void> {
  await network.idle();
  await vi.advanceTimersByTimeAsync(ms);
  await network.idle();
}

/** P5: no tab ever shows past a hole, whatever came in whichever order. */
export function expectNoHole({ browser }: World): void {
  for (const tab of browser.tabs) {
    const seqs = tab.getState().view.items.map(({ seq }) => seq);
    expect(seqs).toEqual([...seqs].sort((one, other) => one - other));
    expect(new Set(seqs).size).toBe(seqs.length);
  }
}

/** The weather clears up; then both tabs show the log, and the log has every message once and in order. */
export async function expectAllDelivered(world: World, model: Model): Promise<void> {
  const { installation, network, browser } = world;
  installation.relay.bus.setFault('none');
  installation.relay.bus.release();
  network.setWeather('clear');
  browser.tellTabs();
  for (const tab of browser.tabs) tab.connect();
  for (let round = 0; round < 60 && !areQuiet(browser.tabs); round += 1) {
    await settle(world, 1_000);
    browser.tellTabs();
  }
  await installation.relay.sweep();
  // A lost hint is noticed at the next ping at the latest.
  await settle(world, 31_000);
  await settle(world, 1_000);
  const [visitor] = browser.tabs.map((tab) => tab.getState().visitor);
  const log = visitor ? await installation.relay.logOf(visitor as VisitorId) : [];
  const said = log.filter(({ text }) => text !== '');
  const own = said.filter(({ text }) => text.startsWith('v')).map(({ text }) => text);
  expect(own).toEqual(model.written);
  expect(said.filter(({ text }) => text.startsWith('o')).map(({ text }) => text)).toEqual(
    model.answered,
  );
  expect(new Set(log.map(({ id }) => id)).size).toBe(log.length);
  // A closed chat is followed by a new one where the tab did not know of it; the newest is shown.
  const newest = log.at(-1)?.chat;
  const visible = log
    .filter(({ chat, isVisible }) => chat === newest && isVisible)
    .map(({ id }) => id);
  for (const tab of browser.tabs) {
    const { view, pending } = tab.getState();
    expect(pending).toEqual([]);
    expect(view.items.map(({ id }) => id)).toEqual(visible);
  }
}

function areQuiet(tabs: readonly VisitorClient[]): boolean {
  return tabs.every((tab) => {
    const { connection, pending } = tab.getState();
    return connection.name === 'open' && pending.length === 0;
  });
}
