import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { chatIdSchema, fileIdSchema, visitorTokenSchema } from '../../../protocol/index.schema.ts';
import { NAMES, type VisitorId } from '../../../protocol/index.ts';
import { isOwnOrigin } from '../../access/index.ts';
import { allowsOrigin } from '../../sites/index.ts';
import type { HttpDeps } from '../dependencies.ts';
import { Refused } from '../error-replies.ts';
import { allowEverySite } from '../headers.ts';
import { signedInOperator } from '../operator-answer.ts';
import { idIn, textIn } from '../path-ids.ts';
import { sendUpload } from '../send-upload.ts';
import { answerUpload, limitUploads, NAME_HEADER, streamBodies, uploadOf } from '../uploads.ts';
import { registerKeptFiles } from './canned-responses.ts';

const DAY_S = 86_400;

/** Files of chats: visitors with their token, operators with their session. Neither stands in an address. */
export async function registerFiles(app: FastifyInstance, deps: HttpDeps): Promise<void> {
  await app.register((scope, _options, done) => {
    streamBodies(scope);
    registerForVisitors(scope, deps);
    registerForOperators(scope, deps);
    registerKeptFiles(scope, deps);
    done();
  });
}

function registerForVisitors(scope: FastifyInstance, deps: HttpDeps): void {
  const { uploads, bus } = deps;
  const open = {
    // docs/PROTOCOL.md describes them, beside the frames.
    schema: { hide: true },
    onRequest: async (_request: unknown, reply: FastifyReply) => allowUse(reply),
  };

  // Browsers ask first, for the header with the token (Fetch, "CORS-preflight request").
  for (const path of [NAMES.visitorFiles, `${NAMES.visitorFiles}/:id`]) {
    scope.options(path, open, (_request, reply) => reply.status(204).send());
  }

  scope.post(NAMES.visitorFiles, open, async (request, reply) => {
    const visitor = await visitorOf(request, deps);
    if (deps.bans.isBanned(visitor)) throw new Refused('banned');
    await limitUploads(bus.countUse, visitor, request, reply);
    return answerUpload(request, reply, uploads.visitorUploads(visitor, uploadOf(request)));
  });

  scope.get(`${NAMES.visitorFiles}/:id`, open, async (request, reply) => {
    const visitor = await visitorOf(request, deps);
    return sendUpload(reply, await uploads.openFor(visitor, idIn(request, 'id', fileIdSchema)));
  });
}

function registerForOperators(scope: FastifyInstance, { uploads, bus }: HttpDeps): void {
  const upload = {
    schema: { summary: 'Upload a file; a message of the kind `file` then sends it' },
  };
  scope.post('/api/v1/chats/:chat/files', upload, async (request, reply) => {
    const { id } = signedInOperator(request);
    const chat = idIn(request, 'chat', chatIdSchema);
    await limitUploads(bus.countUse, id, request, reply);
    return answerUpload(request, reply, uploads.operatorUploads(id, chat, uploadOf(request)));
  });

  const read = { schema: { summary: 'A file, as it was uploaded' } };
  scope.get('/api/v1/files/:id', read, async (request, reply) =>
    sendUpload(reply, await uploads.open(idIn(request, 'id', fileIdSchema))),
  );
}

/** Pages elsewhere may use these routes, also where they are refused. */
function allowUse(reply: FastifyReply): void {
  allowEverySite(reply).headers({
    'access-control-allow-headers': `authorization, content-type, ${NAME_HEADER}`,
    'access-control-allow-methods': 'GET, POST',
    'access-control-max-age': DAY_S,
  });
}

/** Who the token shows the sender to be, on a page that the site allows. */
async function visitorOf(
  request: FastifyRequest,
  { sites, visitors, publicUrl }: HttpDeps,
): Promise<VisitorId> {
  const key = textIn(request.query, 'site');
  const site = await sites.findByKey(key);
  if (!site) throw new Refused('unknown_site', key.slice(0, 60), 'site');
  const { origin, host, authorization = '' } = request.headers;
  // Browsers leave it out where a page reads from its own host; the relay's own pages carry the widget of every site.
  const isOwn = origin === undefined || isOwnOrigin(publicUrl(), origin, host);
  if (!isOwn && !allowsOrigin(site.domains, origin)) {
    throw new Refused('origin_not_allowed', 'This page is not among the domains of its site.');
  }
  const token = visitorTokenSchema.safeParse(authorization.replace(/^Bearer /, ''));
  const known = token.success && (await visitors.recognise(site.id, token.data));
  if (!known) throw new Refused('token_invalid');
  return known.visitor;
}
