import { setTimeout as pass } from 'node:timers/promises';
import { Redis } from 'ioredis';
import { LIMITS, NAMES } from '../../protocol/index.ts';
import { helloTo, messageTo, openLine } from '../../test/helpers/frame-line.ts';
import { REDIS_ADDRESS } from '../../test/helpers/servers-answer.ts';
import { type Ground, type RelaysUnderTest, startRelays } from '../relay-under-test.ts';

/** What durable messages cost. */
export interface MessageCost {
  readonly messages: number;
  readonly seconds: number;
  /** Acknowledged messages for each second of CPU that all relays used. */
  readonly perCpuSecond: number;
  /** Bytes that a message sends through Redis, to it and from it to all nodes. */
  readonly busBytes: number;
  /** Bytes that a message takes in Postgres, with its indexes and its words; 0 for SQLite. */
  readonly storedBytes: number;
}

const CHATS = 512;
/** No visitor writes faster than the relay lets them. */
const PACE_MS = 1_000 / LIMITS.framesPerSecond;

/** Visitors write in 512 chats, each the next message once the last one is acknowledged. */
export async function busyChats(
  ground: Ground,
  nodes: number,
  messages: number,
): Promise<MessageCost> {
  const relays = await startRelays(ground, nodes);
  const bus = ground === 'Postgres and Redis' ? new Redis(REDIS_ADDRESS) : undefined;
  try {
    const writers = await Promise.all(
      Array.from({ length: CHATS }, (_, index) => writerOn(relays, index)),
    );
    const each = Math.ceil(messages / CHATS);
    const cpu = relays.cpuSeconds();
    const bytes = bus ? await busBytes(bus) : 0;
    const stored = await relays.storedBytes();
    const began = performance.now();
    await Promise.all(writers.map((write) => write(each)));
    const seconds = (performance.now() - began) / 1_000;
    const sent = each * CHATS;
    return {
      messages: sent,
      seconds,
      perCpuSecond: sent / (relays.cpuSeconds() - cpu),
      storedBytes: ((await relays.storedBytes()) - stored) / sent,
      busBytes: bus ? ((await busBytes(bus)) - bytes) / sent : 0,
    };
  } finally {
    bus?.disconnect();
    await relays.stop();
  }
}

/** A visitor with a chat, on the nodes in turn. */
async function writerOn(
  { urls, site }: RelaysUnderTest,
  index: number,
): Promise<(count: number) => Promise<void>> {
  const url = urls[index % urls.length] ?? '';
  const line = await openLine(url, NAMES.visitorSocket, { origin: 'http://localhost' });
  line.say(helloTo(site));
  await line.hear('welcome');
  const first = messageTo('new', 'Do you ship teapots to Oslo?');
  line.say(first);
  const { chat } = await line.hear('sent');
  return async (count) => {
    for (let nth = 0; nth < count; nth += 1) {
      const message = messageTo(chat, `And another question, number ${nth}?`);
      line.say(message);
      await Promise.all([line.hear('sent', ({ id }) => id === message.id), pass(PACE_MS)]);
    }
  };
}

async function busBytes(bus: Redis): Promise<number> {
  const stats = await bus.info('stats');
  const read = (name: string) => Number(new RegExp(`^${name}:(\\d+)`, 'm').exec(stats)?.[1]);
  return read('total_net_input_bytes') + read('total_net_output_bytes');
}
