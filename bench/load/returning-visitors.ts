import { monitorEventLoopDelay } from 'node:perf_hooks';
import { createStores, createVisitorClient, type VisitorClient } from '../../client/index.ts';
import type { ChatId, SiteKey, VisitorToken } from '../../protocol/index.ts';
import { nodeEnvironment } from '../../test/helpers/node-environment.ts';
import type { Failed } from './fork-client.ts';

/** What the process of these visitors is told over its channel. */
export type ToVisitors =
  /** So many come, and write a first message each. */
  | { readonly do: 'come'; readonly relay: string; readonly site: string; readonly count: number }
  /** Each is to have so many messages of an operator in the end; those that have not by then count as lost. */
  | { readonly do: 'return'; readonly missed: number; readonly withinMs: number };

/** What it tells. */
export type FromVisitors =
  | { readonly type: 'here'; readonly chats: readonly ChatId[] }
  | { readonly type: 'back'; readonly returned: Returned }
  | Failed;

export interface Returned {
  /** When each was welcomed again and had all that it missed: milliseconds since 1970, the first one first. */
  readonly caughtUpAt: readonly number[];
  /** Messages that a visitor has not got, or has twice. */
  readonly lost: number;
  readonly doubled: number;
  /** Of the visitors' process since they were told to return. */
  readonly clientCpuSeconds: number;
  /** How late its timers were meanwhile, in milliseconds, 99th percentile: how far it was held up by itself. */
  readonly heldUpMs: number;
}

/** Visitors who come at the same time. */
const AT_ONCE = 200;

/** The process of visitors with the project's own client, which comes back as it does in a browser. */
export function runReturningVisitors(): void {
  const clients: VisitorClient[] = [];
  process.on('message', (message) => {
    const task = message as ToVisitors; // the benchmark that started this process wrote it
    const done = task.do === 'come' ? come(clients, task) : comeBack(clients, task);
    done.then(tell, (error: Error) => tell({ type: 'failed', why: error.message }));
  });
}

function tell(what: FromVisitors): void {
  process.send?.(what);
}

async function come(
  clients: VisitorClient[],
  { relay, site, count }: Extract<ToVisitors, { do: 'come' }>,
): Promise<FromVisitors> {
  const chats: ChatId[] = [];
  async function comeInTurn(): Promise<void> {
    while (clients.length < count) {
      const client = newVisitor(relay, site);
      clients.push(client);
      client.send({ kind: 'message', text: 'Good morning!' });
      await until(client, () => client.getState().pending.length === 0);
      const { chat } = client.getState();
      if (chat) chats.push(chat);
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, comeInTurn));
  return { type: 'here', chats };
}

function newVisitor(relay: string, site: string): VisitorClient {
  let token: VisitorToken | undefined;
  const { page: store } = createStores();
  const keeper = {
    read: () => token,
    write: (written: VisitorToken) => {
      token = written;
    },
    clear: () => {
      token = undefined;
    },
  };
  return createVisitorClient(
    {
      relay,
      site: site as SiteKey, // as it was read off the demo's page
      store: () => store,
      token: keeper,
      page: () => ({ url: 'http://localhost/', title: 'Shop' }),
      language: () => 'en',
    },
    nodeEnvironment({ origin: 'http://localhost' }),
  );
}

async function comeBack(
  clients: readonly VisitorClient[],
  { missed, withinMs }: Extract<ToVisitors, { do: 'return' }>,
): Promise<FromVisitors> {
  const caughtUpAt: number[] = [];
  const cpu = process.cpuUsage();
  const heldUp = monitorEventLoopDelay({ resolution: 10 });
  heldUp.enable();
  const late = new Promise((resolve) => setTimeout(resolve, withinMs));
  const all = clients.map(async (client) => {
    await until(client, () => isOpen(client) && heardOf(client) >= missed);
    caughtUpAt.push(Date.now());
  });
  await Promise.race([Promise.all(all), late]);
  const { user, system } = process.cpuUsage(cpu);
  const off = clients.map((client) => heardOf(client) - missed);
  return {
    type: 'back',
    returned: {
      caughtUpAt,
      lost: off.reduce((sum, one) => sum + Math.max(0, -one), 0),
      doubled: off.reduce((sum, one) => sum + Math.max(0, one), 0),
      clientCpuSeconds: (user + system) / 1_000_000,
      heldUpMs: heldUp.percentile(99) / 1_000_000,
    },
  };
}

function isOpen(client: VisitorClient): boolean {
  return client.getState().connection.name === 'open';
}

/** Messages of operators that the visitor sees. */
function heardOf(client: VisitorClient): number {
  const { items } = client.getState().view;
  return items.filter((item) => item.type === 'said' && item.author.role === 'operator').length;
}

function until(client: VisitorClient, isSo: () => boolean): Promise<void> {
  return new Promise((resolve) => {
    const look = (): void => {
      if (!isSo()) return;
      stop();
      resolve();
    };
    const stop = client.subscribe(look);
    look();
  });
}
