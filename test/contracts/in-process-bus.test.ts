import { expect, test } from 'vitest';
import { openBus } from '../../server/bus/index.ts';
import { busContract } from './bus-contract.ts';

busContract((installation) => openBus({ installation }));

test('a node without a server says that it is alone', async () => {
  const bus = await openBus({ installation: 'alone' });
  expect(bus.state()).toEqual({ name: 'alone' });
  expect(bus.otherNodes()).toEqual([]);
});
