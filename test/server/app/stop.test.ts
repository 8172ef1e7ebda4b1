import { once } from 'node:events';
import { connect } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { startTestRelay } from '../../helpers/start-relay.ts';

test('stops though a browser keeps a connection open that it never used', async () => {
  const relay = await startTestRelay();
  const ahead = connect(relay.port, '127.0.0.1');
  onTestFinished(() => void ahead.destroy());
  await once(ahead, 'connect');
  const ended = once(ahead, 'close');
  ahead.resume();
  await relay.stop();
  expect((await ended)[0]).toBe(false);
});
