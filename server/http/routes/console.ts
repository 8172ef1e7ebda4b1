import { join } from 'node:path';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { createBuiltFiles } from '../built-files.ts';
import type { HttpDeps } from '../dependencies.ts';
import { Refused } from '../error-replies.ts';
import { allowConsole } from '../headers.ts';
import { sendFile } from '../send-file.ts';

const WORKER = 'service-worker.js';

/** The console: its files, and its page for every address of its own screens. */
export function registerConsole(app: FastifyInstance, { distFolder, publicUrl }: HttpDeps): void {
  const files = createBuiltFiles(join(distFolder, 'console'));

  async function sendPage(reply: FastifyReply): Promise<FastifyReply> {
    const page = await files.find('index.html');
    if (!page) throw new Refused('not_found', 'the console is not built; run npm run build');
    return sendFile(allowConsole(reply, publicUrl()), page);
  }

  app.get('/console', (_request, reply) => sendPage(reply));

  app.get<{ Params: { '*': string } }>('/console/*', async (request, reply) => {
    const name = request.params['*'];
    const file = await files.find(name);
    // It also answers for `/console` itself, which lies above its own folder.
    if (name === WORKER) reply.header('service-worker-allowed', '/console');
    if (file && name !== 'index.html') return sendFile(allowConsole(reply, publicUrl()), file);
    // A missing file must not be answered with a page: the browser would run or cache it as what it asked for.
    if (/\.\w+$/.test(name) && name !== 'index.html') throw new Refused('not_found', request.url);
    return sendPage(reply);
  });
}
