import { join } from 'node:path';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { createBuiltFiles } from '../built-files.ts';
import type { HttpDeps } from '../dependencies.ts';
import { Refused } from '../error-replies.ts';
import { allowWidgetPage } from '../headers.ts';
import { sendFile } from '../send-file.ts';

/** The relay's own pages that carry the widget: the chat's window, and the preview that the console holds. */
export function registerPages(app: FastifyInstance, { distFolder, publicUrl }: HttpDeps): void {
  const files = createBuiltFiles(join(distFolder, 'widget/pages'));

  async function send(reply: FastifyReply, name: string): Promise<FastifyReply> {
    const page = await files.find(name);
    if (!page) throw new Refused('not_found', 'the widget is not built; run npm run build');
    return sendFile(reply, page);
  }

  app.get('/chat', (_request, reply) =>
    send(allowWidgetPage(reply, publicUrl(), "'none'"), 'chat.html'),
  );
  app.get('/console/preview', (_request, reply) =>
    send(allowWidgetPage(reply, publicUrl(), "'self'"), 'preview.html'),
  );
}
