import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { WebSocket, WebSocketServer } from 'ws';
import { encodeTextFrames } from '../../../server/realtime/text-frames.ts';

const server = new WebSocketServer({ host: '127.0.0.1', port: 0 });
afterAll(() => server.close());

/** Around the lengths at which a frame's head grows (RFC 6455, section 5.2). */
const long = fc
  .tuple(fc.constantFrom(0, 124, 125, 126, 127, 65_535, 65_536), fc.constantFrom('a', 'é', '€'))
  .map(([length, sign]) => sign.repeat(length));

test('a client reads the frames as the texts they were made of', async () => {
  const { stream, reader } = await connected();
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.oneof(fc.string({ unit: 'grapheme' }), long), { minLength: 1, maxLength: 6 }),
      async (texts) => {
        const heard: string[] = [];
        const all = new Promise<void>((resolve) => {
          reader.on('message', (data) => {
            if (heard.push(String(data)) === texts.length) resolve();
          });
        });
        stream.write(encodeTextFrames(texts));
        await all;
        reader.removeAllListeners('message');
        expect(heard).toEqual(texts);
      },
    ),
    { seed: 20261125, numRuns: 200 },
  );
  reader.terminate();
});

async function connected(): Promise<{ stream: Duplex; reader: WebSocket }> {
  const { port } = server.address() as AddressInfo; // it listens on a port
  const streams = new Promise<Duplex>((resolve) => {
    server.once('connection', (_socket, request) => resolve(request.socket));
  });
  const reader = new WebSocket(`ws://127.0.0.1:${port}`);
  const stream = await streams;
  await once(reader, 'open');
  return { stream, reader };
}
