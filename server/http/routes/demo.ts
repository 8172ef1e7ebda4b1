import type { FastifyInstance, FastifyReply } from 'fastify';
import { type BuiltFiles, createBuiltFiles, toServedFile } from '../built-files.ts';
import type { DemoPages } from '../dependencies.ts';
import { Refused } from '../error-replies.ts';
import { sendFile } from '../send-file.ts';

/** The shop's own pages stand directly below `/demo`; every other example below its name. */
const SHOP = 'shop';
const EXAMPLES = ['plain-page', 'single-page-app', 'strict-csp'];

const SITE_GONE = 'the site of the demo pages was deleted';

/** What the example of a strict page declares: it names the relay where a page on another host would have to. */
function strictPolicy(relay: string): string {
  return [
    "default-src 'none'",
    `script-src 'self' ${relay}`,
    "style-src 'self'",
    `connect-src 'self' ${relay} ${relay.replace(/^http/, 'ws')}`,
    "img-src 'self' data: blob:",
    "base-uri 'none'",
    "form-action 'self'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join('; ');
}

/** The pages for trying out, with the relay's address and the demo site's key filled in. */
export function registerDemo(app: FastifyInstance, demo: DemoPages, publicUrl: () => string): void {
  const files = createBuiltFiles(demo.folder);

  async function send(reply: FastifyReply, path: string): Promise<FastifyReply> {
    const [example = ''] = path.split('/');
    const isExample = EXAMPLES.includes(example);
    // The files of an example are named from its folder.
    if (isExample && path === example) return reply.redirect(`/demo/${example}/`, 308);
    const file = await findPage(files, isExample ? path : `${SHOP}/${path}`);
    if (!file) throw new Refused('not_found', reply.request.url);
    if (example === 'strict-csp')
      reply.header('content-security-policy', strictPolicy(publicUrl()));
    else reply.removeHeader('content-security-policy');
    if (!file.type.startsWith('text/html')) return sendFile(reply, file);
    const key = await demo.siteKey();
    if (!key) throw new Refused('not_found', SITE_GONE);
    const page = file.body
      .toString()
      .replaceAll('{{relay}}', () => publicUrl())
      .replaceAll('{{site}}', () => key);
    return sendFile(reply, toServedFile(Buffer.from(page), file.type, false));
  }

  app.get('/demo', (_request, reply) => send(reply, 'index.html'));
  app.get<{ Params: { '*': string } }>('/demo/*', (request, reply) =>
    send(reply, request.params['*']),
  );
}

/** A page's address has no ending (`cart`), a folder's ends in a slash; the files beside it have theirs. */
async function findPage(files: BuiltFiles, path: string) {
  if (path.endsWith('/')) return files.find(`${path}index.html`);
  return (await files.find(path)) ?? files.find(`${path}.html`);
}
