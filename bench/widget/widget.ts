import { launchBrowser } from '../../test/helpers/browser.ts';
import { spawnRelay } from '../../test/helpers/start-relay.ts';
import { installPeers, lacksPeer } from '../harness/peers.ts';
import { interleaved } from '../harness/repeat.ts';
import { tell } from '../report/progress.ts';
import type { Report } from '../report/report.ts';
import { openAgainAndAgain, useChat } from './chat-in-use.ts';
import { counterbellOn } from './counterbell.ts';
import { beginChat } from './fill-chat.ts';
import type { Found } from './found.ts';
import { papercups } from './papercups.ts';
import { reportOf } from './report-of.ts';
import { rocketChat } from './rocket-chat.ts';
import { type ShopPage, serveShop } from './shop-page.ts';
import { builtSizes, panelFiles } from './sizes.ts';
import type { Subject } from './subject.ts';
import { loadAlone, visit } from './visit.ts';

/** How much is measured. */
interface Extent {
  readonly repetitions: number;
  readonly withPeers: boolean;
  /** Of the chats to which a visitor comes back; the panel is opened again and again over the first. */
  readonly chats: readonly number[];
  /** After so many openings it is counted what is held. */
  readonly opens: readonly number[];
}

const FULL: Extent = { repetitions: 5, withPeers: true, chats: [1_000, 5_000], opens: [10, 100] };
const SHORT: Extent = { repetitions: 1, withPeers: false, chats: [50], opens: [5, 10] };

/** So that two people can write as much in seconds as others do in years. */
const HURRY = { FRAMES_PER_SECOND: '1000000', HELLOS_PER_SECOND: '1000000' };

/** The page as it is without a widget: what everything is measured against. */
const BARE: Subject = { name: 'no widget', tag: '', stop: async () => undefined };

type Browser = Awaited<ReturnType<typeof launchBrowser>>;

/**
 * What a widget costs a shop's page and its visitors, in a real Chromium on a slowed processor: ours, and in the long form
 * those of others. Rejects where a message of a chat is not shown.
 */
export async function widget({ short }: { short: boolean }): Promise<Report> {
  const extent = short ? SHORT : FULL;
  const relay = await spawnRelay({ demo: true, env: HURRY });
  const shop = await serveShop(relay.url);
  await compressOnce(relay.url);
  const browser = await launchBrowser();
  const ours = counterbellOn(shop);
  const peers = extent.withPeers ? await startPeers() : [];
  try {
    const visits = await interleaved(
      [BARE, ours, ...peers],
      extent.repetitions,
      async (subject) => ({
        alone: await loadAlone(browser, shop, subject),
        visit: await visit(browser, shop, subject),
      }),
    );
    const chats = await useChats(browser, shop, relay, extent);
    return reportOf({ sizes: builtSizes(), visits, bare: BARE, ours, ...chats }, short);
  } finally {
    await browser.close();
    for (const { stop } of peers) await stop();
    await shop.stop();
    await relay.stop();
  }
}

/** A relay compresses a file at the first request for it: only the first visitor after a start waits for that. */
async function compressOnce(relayUrl: string): Promise<void> {
  for (const name of panelFiles()) {
    const headers = { 'accept-encoding': 'br' };
    await (await fetch(`${relayUrl}/widget/${name}`, { headers })).arrayBuffer();
  }
}

/** None of what could not be installed. */
function startPeers(): Promise<Subject[]> {
  installPeers();
  const peers = [rocketChat, papercups].filter(({ needs }) => lacksPeer(needs) === undefined);
  return Promise.all(peers.map(({ start }) => start()));
}

async function useChats(
  browser: Browser,
  shop: ShopPage,
  relay: Parameters<typeof beginChat>[0],
  { repetitions, chats, opens }: Extent,
): Promise<Pick<Found, 'chats' | 'heaps'>> {
  const found = [await repeat(repetitions, () => useChat(browser, shop))];
  const heaps: Found['heaps'][number][] = [];
  const chat = await beginChat(relay);
  for (const messages of chats) {
    tell(`a chat of ${messages} messages`);
    await chat.fillTo(messages);
    found.push(await repeat(repetitions, () => useChat(browser, shop, chat)));
    if (heaps.length === 0) {
      tell('opening and closing the panel');
      heaps.push(...(await openAgainAndAgain(browser, shop, chat, opens)));
    }
  }
  await chat.hangUp();
  const lost = found.flat().reduce((sum, run) => sum + run.lost, 0);
  if (lost > 0) throw new Error(`${lost} messages do not show where they should`);
  return { chats: found, heaps };
}

async function repeat<Result>(times: number, measure: () => Promise<Result>): Promise<Result[]> {
  const results: Result[] = [];
  while (results.length < times) results.push(await measure());
  return results;
}
