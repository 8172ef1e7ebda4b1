import { dirname } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { NAMES, type RelayFrame, type SiteKey } from '../../protocol/index.ts';
import { type SpawnedNodes, spawnNodes } from '../chaos/spawn-nodes.ts';
import { demoSiteKey } from '../helpers/demo-site.ts';
import { type FrameLine, helloTo, messageTo, openLine } from '../helpers/frame-line.ts';
import { lacks } from '../helpers/lacks.ts';
import { ask } from '../helpers/new-database.ts';
import { visitorArrives } from '../helpers/people.ts';
import { createRandom } from '../helpers/seeded-random.ts';
import { waitUntil } from '../helpers/wait-until.ts';
import { whyNoServers } from '../helpers/why-no-servers.ts';

const SEED = 20_261_126;
const LINES = 50;
const MESSAGES_A_LINE = 20;
const MESSAGES = LINES * MESSAGES_A_LINE;
const PROMISE = `P3 makes one chat of ${MESSAGES} first messages that come at once over two nodes, and stores each once, seed ${SEED}`;

/** Lines of one visitor, to one node and the other in turn, all welcomed and with no chat yet. */
async function linesOfOneVisitor({ relays }: SpawnedNodes): Promise<FrameLine[]> {
  const [{ url }] = relays;
  const site = (await demoSiteKey(url)) as SiteKey;
  const { token, line } = await visitorArrives(url, site);
  await line.hangUp();
  const lines: FrameLine[] = [];
  while (lines.length < LINES) {
    const { url: nodeUrl } = relays[lines.length % relays.length] ?? relays[0];
    const opened = await openLine(nodeUrl, NAMES.visitorSocket, { origin: 'http://localhost' });
    opened.say(helloTo(site, { token }));
    await opened.hear('welcome');
    lines.push(opened);
  }
  return lines;
}

type Sent = Extract<RelayFrame, { type: 'sent' }>;

function heardBy<Type extends RelayFrame['type']>(lines: readonly FrameLine[], type: Type) {
  return lines.flatMap(({ heard }) => heard.filter((frame) => frame.type === type));
}

const missing = whyNoServers();
if (missing !== undefined) lacks(missing, PROMISE);
else {
  test(PROMISE, { timeout: 90_000 }, async () => {
    const nodes = await spawnNodes({
      root: dirname(dirname(import.meta.dirname)),
      count: 2,
      random: createRandom(SEED),
    });
    onTestFinished(() => nodes.close());
    const lines = await linesOfOneVisitor(nodes);
    onTestFinished(async () => {
      await Promise.all(lines.map((line) => line.hangUp()));
    });

    const messages = Array.from({ length: MESSAGES }, (_, number) => messageTo('new', `${number}`));
    for (const [number, message] of messages.entries()) lines[number % LINES]?.say(message);
    const isAnswered = () =>
      heardBy(lines, 'sent').length + heardBy(lines, 'refused').length >= MESSAGES;
    await waitUntil('every message is answered', 30_000, isAnswered);

    expect(heardBy(lines, 'refused')).toEqual([]);
    const sent = heardBy(lines, 'sent') as Sent[];
    const ids = messages.map(({ id }) => id).sort();
    expect(sent.map(({ id }) => id as string).sort()).toEqual(ids);
    expect(new Set(sent.map(({ chat }) => chat)).size).toBe(1);
    const { url } = nodes.postgres;
    expect(await ask(url, 'SELECT id FROM chats')).toEqual([{ id: sent[0]?.chat }]);
    const rows = await ask<{ id: string; seq: number; author: string }>(
      url,
      'SELECT id, seq, author_role AS author FROM events ORDER BY seq',
    );
    expect(rows.map(({ seq }) => seq)).toEqual(rows.map((_, index) => index + 1));
    const own = rows.filter(({ author }) => author === 'visitor');
    expect(own.map(({ id }) => id).sort()).toEqual(ids);
    const places = new Map(own.map(({ id, seq }) => [id, seq]));
    expect(sent.filter(({ id, seq }) => places.get(id) !== seq)).toEqual([]);
  });
}
