import { startRelay } from '../../server/app/index.ts';
import { readSettings } from '../../server/config/index.ts';
import { openBalancer } from './balancer.ts';
import { freePort } from './free-port.ts';
import { newDatabase } from './postgres-server.ts';
import { REDIS_ADDRESS } from './servers-answer.ts';

/** Several relays of one installation behind one address. */
export interface TestNodes {
  /** The balancer's. */
  readonly port: number;
  readonly url: string;
  /** Each node's own address. */
  readonly urls: readonly string[];
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
  const ports = await Promise.all(Array.from({ length: count }, freePort));
  const balancer = await openBalancer(ports);
  const nodes: Awaited<ReturnType<typeof start>>[] = [];

  function start(port: number) {
    const settings = readSettings({
      HOST: '127.0.0.1',
      PORT: String(port),
      LOG_LEVEL: 'silent',
      PUBLIC_URL: `http://localhost:${balancer.port}`,
      DATABASE_URL: database.url,
      DATABASE_CONNECTIONS: '4',
      REDIS_URL: REDIS_ADDRESS,
      ...options.env,
    });
    return startRelay(settings, { demo: options.demo });
  }

  for (const port of ports) nodes.push(await start(port));
  return {
    port: balancer.port,
    url: balancer.url,
    urls: ports.map((port) => `http://127.0.0.1:${port}`),
    get ownerLink() {
      return nodes.at(-1)?.ownerLink;
    },
    async stop() {
      await Promise.all(nodes.map((node) => node.close()));
      await balancer.close();
      await database.drop();
    },
    async restart() {
      for (const port of ports) {
        await nodes.shift()?.close();
        nodes.push(await start(port));
      }
    },
  };
}
