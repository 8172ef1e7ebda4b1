import { afterAll, beforeAll, describe } from 'vitest';
import { openBus } from '../../server/bus/index.ts';
import { startRedisCluster, startRedisSentinel } from '../helpers/redis-groups.ts';
import { startRedisServer } from '../helpers/redis-server.ts';
import { hasService } from '../helpers/services.ts';
import { busContract, joiningBusContract, type OpenNode } from './bus-contract.ts';

const SERVERS = [
  { kind: 'one server', start: startRedisServer },
  { kind: 'a cluster', start: startRedisCluster },
  { kind: 'sentinels', start: startRedisSentinel },
];

describe.runIf(hasService('redis-server', 'several nodes on one bus'))('a bus by', () => {
  describe.each(SERVERS)('$kind', ({ start }) => {
    let server: { readonly url: string; stop(): Promise<void> };
    beforeAll(async () => {
      server = await start();
    }, 30_000);
    afterAll(() => server.stop());

    const open: OpenNode = (installation) =>
      openBus({ url: server.url, installation, beatMs: 200 });
    busContract(open);
    joiningBusContract(open);
  });
});
