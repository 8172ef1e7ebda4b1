import { expect, onTestFinished, test } from 'vitest';
import { newDatabase } from '../helpers/postgres-server.ts';
import { REDIS_ADDRESS } from '../helpers/servers-answer.ts';
import { spawnRelay } from '../helpers/start-relay.ts';

/**
 * A relay was starting when Postgres was killed, after it had joined the bus. It said why it could not start, and stayed: it
 * listened to nobody, and nobody started it again.
 */
test('ends where it cannot start after it has joined the bus', async () => {
  const database = await newDatabase();
  onTestFinished(() => database.drop());
  const env = {
    DATABASE_URL: database.url,
    REDIS_URL: REDIS_ADDRESS,
    ADDONS: '/no-such-addon.js',
  };
  await expect(spawnRelay({ env })).rejects.toThrow('ended with code 1: ADDONS names');
});
