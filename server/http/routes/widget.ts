import { join } from 'node:path';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { createBuiltFiles, type ServedFile, toServedFile } from '../built-files.ts';
import type { HttpDeps } from '../dependencies.ts';
import { Refused } from '../error-replies.ts';
import { allowEverySite } from '../headers.ts';
import { pageSettingsOf, panelPath } from '../page-settings.ts';
import { sendFile } from '../send-file.ts';
import { wrapWidget } from '../wrap-widget.ts';

/** `/widget.js`, alone or with a site's settings inside, and the chunks it loads. Pages on every site may load them. */
export function registerWidget(app: FastifyInstance, deps: HttpDeps): void {
  const { sites, publicUrl } = deps;
  const files = createBuiltFiles(join(deps.distFolder, 'widget'));
  const made = new Map<string, { widget: ServedFile; settings: string; file: ServedFile }>();

  /** Made once per site, again after the site or the widget changed. */
  function withSettings(widget: ServedFile, site: string, settings: string): ServedFile {
    const known = made.get(site);
    if (known?.widget === widget && known.settings === settings) return known.file;
    const file = toServedFile(wrapWidget(widget.body, settings), widget.type, false);
    made.set(site, { widget, settings, file });
    return file;
  }

  async function widgetFor(key: string | undefined): Promise<ServedFile> {
    const widget = await files.find('widget.js');
    if (!widget) throw new Refused('not_found', 'the widget is not built; run npm run build');
    if (key === undefined) return widget;
    const site = await sites.findByKey(key);
    if (!site) return unknownSite(key);
    const settings = pageSettingsOf(site, publicUrl(), await panelPath(files));
    return withSettings(widget, site.key, JSON.stringify(settings));
  }

  // Before everything else, so that pages may read a refusal too.
  const open = {
    onRequest: async (_request: unknown, reply: FastifyReply) => void allowEverySite(reply),
  };

  app.get<{ Querystring: { site?: unknown } }>('/widget.js', open, async (request, reply) => {
    const { site } = request.query;
    const file = await widgetFor(typeof site === 'string' ? site : undefined);
    return sendFile(reply.header('cache-control', 'public, max-age=300'), file);
  });

  app.get<{ Params: { '*': string } }>('/widget/*', open, async (request, reply) => {
    const file = await files.find(request.params['*']);
    if (!file) throw new Refused('not_found', request.url);
    return sendFile(reply, file);
  });
}

/** A script tag cannot show a status, so the page's console gets the sentence. Every character of the key is checked. */
function unknownSite(key: string): ServedFile {
  const shown = /^[\w-]{1,60}$/.test(key) ? key : 'in this address';
  const script = `console.error("Counterbell: there is no site with the key ${shown}; copy the snippet again from the console under Sites.");\n`;
  return toServedFile(Buffer.from(script), 'text/javascript; charset=utf-8', false);
}
