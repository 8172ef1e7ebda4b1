import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import { serversAnswer } from './test/helpers/servers-answer.ts';
import { COMMON } from './vite.config.ts';

/** What several nodes do together; and, a second time against two of them, everything that goes through a whole relay. */
const ON_NODES = [
  'test/nodes/**/*.test.ts',
  'test/server/{addons,http,realtime,routing}/**/*.test.ts',
  'test/promises/{a01,a02,a03,a08,c02,c03,c10,f02}-*.test.ts',
];

/** As many as there are cores: a test waits for servers, browsers and disks most of the time. */
const WORKERS = availableParallelism();

const hasServers = await serversAnswer();

export default defineConfig({
  ...COMMON,
  test: {
    globalSetup: 'test/helpers/unpack-browser.ts',
    // A busy machine is slow, and no promise here is about how fast.
    testTimeout: 30_000,
    hookTimeout: 30_000,
    expect: { poll: { timeout: 10_000 } },
    projects: [
      {
        extends: true,
        test: {
          name: 'node',
          isolate: false,
          maxWorkers: WORKERS,
          environment: 'node',
          include: [
            'test/{protocol,client,server,contracts,checks,deploy,model,bench}/**/*.test.ts',
          ],
        },
      },
      {
        extends: true,
        test: {
          name: 'proof',
          environment: 'node',
          include: [
            'test/{chaos,races,day,helpers,power-loss,browser-chaos,bench-short}/**/*.test.ts',
          ],
          fileParallelism: false,
          sequence: { groupOrder: 1 },
        },
      },
      {
        extends: true,
        test: {
          name: 'nodes',
          isolate: false,
          maxWorkers: WORKERS,
          environment: 'node',
          include: hasServers ? ON_NODES : ['test/without-servers/*.test.ts'],
          env: { TEST_NODES: '2' },
        },
      },
      {
        extends: true,
        test: {
          name: 'dom',
          maxWorkers: WORKERS,
          environment: 'happy-dom',
          include: ['test/{widget,console}/**/*.test.{ts,tsx}'],
        },
      },
      {
        extends: true,
        test: {
          name: 'browser',
          isolate: false,
          maxWorkers: WORKERS,
          environment: 'node',
          include: ['test/{promises,examples}/**/*.test.ts'],
        },
      },
    ],
  },
});
