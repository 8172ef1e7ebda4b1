import { startRelay } from '../../server/app/index.ts';
import { readSettings } from '../../server/config/index.ts';
import { openBalancer } from './balancer.ts';
import { newDatabase } from './new-database.ts';

export const REDIS_URL = process.env.REDIS_URL ?? 'redis://127.0.0.1:6379';

/** Several relays of one installation behind one address. */
export interface TestNodes {
  /** The balancer's. */
  readonly port: number;
  /** Only the newest works, as with several starts of one relay. */
  readonly ownerLink: string | undefined;
  /** Stops all nodes and removes the database. */
  stop(): Promise<void>;
  /** Stops and starts the nodes one after another. */
  restart(): Promise<void>;
}

/** Starts `count` relays on a new Postgres database and the tests' Redis, in this process. */
export async function startNodes(
  count: number,
  options: { readonly demo: boolean; readonly env: Readonly<Record<string, string>> },
): Promise<TestNodes> {
  const database = await newDatabase();
  const balancer = await openBalancer();
  const nodes: Awaited<ReturnType<typeof start>>[] = [];

  function start() {
    const settings = readSettings({
      HOST: '127.0.0.1',
      PORT: '0',
      LOG_LEVEL: 'silent',
      PUBLIC_URL: `http://localhost:${balancer.port}`,
      DATABASE_URL: database.url,
      DATABASE_CONNECTIONS: '4',
      REDIS_URL,
      ...options.env,
    });
    return startRelay(settings, { demo: options.demo });
  }

  const spread = (): void => balancer.use(nodes.map(({ port }) => port));

  while (nodes.length < count) nodes.push(await start());
  spread();
  let ownerLink = nodes.at(-1)?.ownerLink;
  return {
    port: balancer.port,
    get ownerLink() {
      return ownerLink;
    },
    async stop() {
      await Promise.all(nodes.map((node) => node.close()));
      await balancer.close();
      await database.drop();
    },
    async restart() {
      for (const _ of Array.from({ length: count })) {
        await nodes.shift()?.close();
        nodes.push(await start());
        spread();
      }
      ownerLink = nodes.at(-1)?.ownerLink;
    },
  };
}
