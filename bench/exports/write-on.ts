import { setTimeout as pass } from 'node:timers/promises';
import type { ChatId } from '../../protocol/index.ts';
import { type FrameLine, messageTo } from '../../test/helpers/frame-line.ts';
import { visitorArrives } from '../../test/helpers/people.ts';

const VISITORS = 20;
const EVERY_MS = 10;

interface Visitor {
  readonly line: FrameLine;
  readonly chat: ChatId;
}

/** Visitors who have a chat each and write in turn, whatever becomes of what was written before. */
export interface Chatters {
  readonly count: number;
  /** Both give back how long each message took from when it was due until it was acknowledged, in milliseconds. */
  writeFor(seconds: number): Promise<number[]>;
  writeWhile<Result>(something: () => Promise<Result>): Promise<[Result, number[]]>;
  leave(): Promise<void>;
}

/** Lets them come to the demo's site. */
export async function chattersOf({ url, site }: { url: string; site: string }): Promise<Chatters> {
  const visitors: Visitor[] = [];
  while (visitors.length < VISITORS) {
    const { line, writes } = await visitorArrives(url, site);
    visitors.push({ line, chat: (await writes('Good morning!')).chat });
  }

  /** Rejects where one is not acknowledged within seconds. */
  async function writeUntil(isOver: () => boolean): Promise<number[]> {
    const began = performance.now();
    const times: Promise<number>[] = [];
    for (let nth = 0; !isOver(); nth += 1) {
      const due = began + nth * EVERY_MS;
      await pass(Math.max(0, due - performance.now()));
      const visitor = visitors[nth % visitors.length];
      if (visitor) times.push(write(visitor, `Is there any news? ${nth}`, due));
    }
    return Promise.all(times);
  }

  return {
    count: VISITORS,
    async writeFor(seconds) {
      const end = performance.now() + seconds * 1_000;
      return writeUntil(() => performance.now() >= end);
    },
    async writeWhile(something) {
      let isOver = false;
      const ends = something().finally(() => {
        isOver = true;
      });
      return Promise.all([ends, writeUntil(() => isOver)]);
    },
    async leave() {
      await Promise.all(visitors.map(({ line }) => line.hangUp()));
    },
  };
}

async function write({ line, chat }: Visitor, text: string, due: number): Promise<number> {
  const message = messageTo(chat, text);
  line.say(message);
  await line.hear('sent', ({ id }) => id === message.id);
  return performance.now() - due;
}
