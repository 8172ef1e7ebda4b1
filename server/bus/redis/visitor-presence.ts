import type { VisitorId } from '../../../protocol/index.ts';
import { createLocalPresence } from '../local-presence.ts';
import type { NodeId } from '../port.ts';
import type { Ask } from './ask-within.ts';

import type { Names } from './names.ts';
import { repliesOf } from './replies-of.ts';
import type { Client } from './until-ready.ts';

/** Most visitors in one pipeline, so that none holds up what is asked meanwhile. */
const MOST_TOGETHER = 500;
const REFRESH_EVERY_BEATS = 30;
/** Two refreshes may be lost. */
const EXPIRES_AFTER_BEATS = 75;

/**
 * Which visitors have a line to any node. There may be a hundred thousand of them and few are asked for, so they stand on
 * the server: for each a set of the nodes they have a line to, which expires where nobody refreshes it.
 */
export interface VisitorPresence {
  came(visitor: VisitorId): void;
  left(visitor: VisitorId): void;
  here(visitors: readonly VisitorId[]): Promise<ReadonlySet<VisitorId>>;
  /** Writes what could not be written yet, and from time to time everybody again. */
  beat(): void;
  /** Writes everybody again: the server may be another one, or have forgotten them. */
  refresh(): void;
}

/** What it needs of the bus. */
export interface VisitorPresenceOptions {
  readonly node: NodeId;
  readonly names: Names;
  readonly beatMs: number;
  readonly ask: Ask;
  /** Undefined while the bus is down. */
  client(): Client | undefined;
  isHeard(node: string): boolean;
}

export function createVisitorPresence(options: VisitorPresenceOptions): VisitorPresence {
  const { names, node } = options;
  /** Whose place on the server may not be what it is here. */
  const unwritten = new Set<VisitorId>();
  const local = createLocalPresence<VisitorId>((visitor) => {
    if (unwritten.size === 0) setImmediate(() => void writeAll());
    unwritten.add(visitor);
  });
  let beats = 0;
  let isWriting = false;

  async function writeAll(): Promise<void> {
    if (isWriting) return;
    isWriting = true;
    try {
      while (unwritten.size > 0) {
        for (const visitors of groups([...unwritten])) await writeGroup(visitors);
      }
    } catch {
      // The server is away or slow: the next beat tries again, and a new line writes everybody.
    } finally {
      isWriting = false;
    }
  }

  async function writeGroup(visitors: readonly VisitorId[]): Promise<void> {
    // Before the answer, so that who comes or goes meanwhile is written once more.
    for (const visitor of visitors) unwritten.delete(visitor);
    try {
      await write(options.client(), visitors);
    } catch (error) {
      for (const visitor of visitors) unwritten.add(visitor);
      throw error;
    }
  }

  async function write(client: Client | undefined, visitors: readonly VisitorId[]): Promise<void> {
    if (!client) throw new Error('the bus is down');
    const pipeline = client.pipeline();
    for (const visitor of visitors) {
      const key = names.visitorKey(visitor);
      if (!local.has(visitor)) pipeline.srem(key, node);
      else pipeline.sadd(key, node).pexpire(key, EXPIRES_AFTER_BEATS * options.beatMs);
    }
    await repliesOf(pipeline);
  }

  function refresh(): void {
    for (const visitor of local.all()) unwritten.add(visitor);
    void writeAll();
  }

  /** A pipeline reaches one master, so visitors of one part go together. */
  function groups(visitors: readonly VisitorId[]): VisitorId[][] {
    const parts: VisitorId[][] = Array.from({ length: names.parts }, () => []);
    for (const visitor of visitors) parts[names.partOf(visitor)]?.push(visitor);
    return parts.flatMap((part) =>
      Array.from({ length: Math.ceil(part.length / MOST_TOGETHER) }, (_, at) =>
        part.slice(at * MOST_TOGETHER, (at + 1) * MOST_TOGETHER),
      ),
    );
  }

  async function elsewhere(client: Client, visitors: readonly VisitorId[]): Promise<VisitorId[]> {
    const pipeline = client.pipeline();
    for (const visitor of visitors) pipeline.smembers(names.visitorKey(visitor));
    const replies = await repliesOf(pipeline);
    return visitors.filter((_, at) => {
      const nodes = replies[at];
      return Array.isArray(nodes) && nodes.some((one) => options.isHeard(String(one)));
    });
  }

  return {
    came: local.came,
    left: local.left,
    async here(visitors) {
      const here = visitors.filter(local.has);
      const client = options.client();
      const others = visitors.filter((visitor) => !local.has(visitor));
      if (!client || others.length === 0) return new Set(here);
      const found = await Promise.all(
        groups(others).map((group) =>
          options.ask(
            () => elsewhere(client, group),
            () => [],
          ),
        ),
      );
      return new Set([...here, ...found.flat()]);
    },
    beat() {
      beats += 1;
      if (beats % REFRESH_EVERY_BEATS === 0) refresh();
      else if (unwritten.size > 0) void writeAll();
    },
    refresh,
  };
}
