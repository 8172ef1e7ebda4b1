import { join } from 'node:path';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { createBuiltFiles, type ServedFile, toServedFile } from '../built-files.ts';
import type { HttpDeps } from '../dependencies.ts';
import { Refused } from '../error-replies.ts';
import { allowEverySite } from '../headers.ts';
import { modulePaths, pageSettingsOf } from '../page-settings.ts';
import { sendFile } from '../send-file.ts';
import { wrapWidget } from '../wrap-widget.ts';

const KEPT_SECONDS = 300;
/** Where it says whether somebody is there. */
const KEPT_SECONDS_WHILE_LIVE = 60;

/** `/widget.js`, alone or with a site's settings inside, and the chunks it loads. Pages on every site may load them. */
export function registerWidget(app: FastifyInstance, deps: HttpDeps): void {
  const { sites, sightings, publicUrl, isAttended } = deps;
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

  /** `page`: where the script stands, as the browser says it. */
  async function widgetFor(
    key: string | undefined,
    page?: string,
  ): Promise<[ServedFile, seconds: number]> {
    const widget = await files.find('widget.js');
    if (!widget) throw new Refused('not_found', 'the widget is not built; run npm run build');
    if (key === undefined) return [widget, KEPT_SECONDS];
    const site = await sites.findByKey(key);
    if (!site) return [unknownSite(key), KEPT_SECONDS];
    sightings.note(site, page);
    const paths = await modulePaths(files);
    const standing = { relay: publicUrl(), paths, isAttended: isAttended(site) };
    const settings = JSON.stringify(pageSettingsOf(site, standing));
    const isLive = site.settings.looks.launcher === 'attended';
    const seconds = isLive ? KEPT_SECONDS_WHILE_LIVE : KEPT_SECONDS;
    return [withSettings(widget, site.key, settings), seconds];
  }

  // Before everything else, so that pages may read a refusal too.
  const open = {
    onRequest: async (_request: unknown, reply: FastifyReply) => void allowEverySite(reply),
  };

  app.get<{ Querystring: { site?: unknown } }>('/widget.js', open, async (request, reply) => {
    const { site } = request.query;
    const { origin, referer } = request.headers;
    const key = typeof site === 'string' ? site : undefined;
    const [file, seconds] = await widgetFor(key, origin ?? referer);
    return sendFile(reply.header('cache-control', `public, max-age=${seconds}`), file);
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
