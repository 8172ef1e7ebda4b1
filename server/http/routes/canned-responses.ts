import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import {
  cannedFilesSchema,
  cannedResponseIdSchema,
  cannedResponseInputSchema,
  cannedResponseSchema,
  chatFileSchema,
  chatIdSchema,
  fileIdSchema,
} from '../../../protocol/index.schema.ts';
import { type ApiScope, ERRORS } from '../api-scope.ts';
import { askerOf, keptBy } from '../asker.ts';
import type { HttpDeps } from '../dependencies.ts';
import { Refused } from '../error-replies.ts';
import { signedInOperator } from '../operator-answer.ts';
import { idIn } from '../path-ids.ts';
import { sendUpload } from '../send-upload.ts';
import { answerUpload, limitUploads, uploadOf } from '../uploads.ts';

const byId = z.strictObject({ id: cannedResponseIdSchema });
const intoChat = z.strictObject({ chat: chatIdSchema, id: cannedResponseIdSchema });

/** The texts that are kept to be sent again: those that who asks may see and change. */
export function registerCannedResponses(api: ApiScope, deps: HttpDeps): void {
  const { cannedResponses, keptFiles } = deps;

  api.get(
    '/canned-responses',
    { schema: { response: { 200: z.array(cannedResponseSchema), ...ERRORS } } },
    async (request) => cannedResponses.list(await askerOf(request, deps)),
  );

  api.post(
    '/canned-responses',
    {
      schema: {
        body: cannedResponseInputSchema,
        response: { 201: cannedResponseSchema, ...ERRORS },
      },
    },
    async (request, reply) => {
      const asker = await askerOf(request, deps);
      const made = keptBy(await cannedResponses.create(asker, request.body));
      return reply.status(201).send(made);
    },
  );

  api.put(
    '/canned-responses/:id',
    {
      schema: {
        params: byId,
        body: cannedResponseInputSchema,
        response: { 200: cannedResponseSchema, ...ERRORS },
      },
    },
    async (request) => {
      const asker = await askerOf(request, deps);
      return keptBy(await cannedResponses.update(asker, request.params.id, request.body));
    },
  );

  api.delete(
    '/canned-responses/:id',
    { schema: { params: byId, response: { 204: z.null(), ...ERRORS } } },
    async (request, reply) => {
      const asker = await askerOf(request, deps);
      const problem = await cannedResponses.remove(asker, request.params.id);
      if (problem) throw new Refused(problem.code, problem.detail);
      return reply.status(204).send(null);
    },
  );

  api.post(
    '/chats/:chat/canned-responses/:id/files',
    {
      schema: {
        summary:
          'Copy files of a canned response into a chat; messages of the kind `file` then send them',
        params: intoChat,
        body: cannedFilesSchema,
        response: { 201: z.array(chatFileSchema), ...ERRORS },
      },
    },
    async (request, reply) => {
      const { chat, id } = request.params;
      const asker = await askerOf(request, deps);
      const there = (await cannedResponses.filesOf(asker, id)) ?? [];
      const wished = request.body.files.flatMap(
        (one) => there.find((file) => file.id === one) ?? [],
      );
      if (wished.length < request.body.files.length) {
        throw new Refused('not_found', 'one of the files of this canned response', 'files');
      }
      const copied = await keptFiles.copyInto(chat, asker.id, wished);
      if ('refuse' in copied) throw new Refused(copied.refuse, copied.detail);
      return reply.status(201).send([...copied.files]);
    },
  );
}

/** What goes with canned responses: bodies are the files themselves, in a scope that hands them on as they come. */
export function registerKeptFiles(scope: FastifyInstance, deps: HttpDeps): void {
  const { cannedResponses, keptFiles, bus } = deps;
  const upload = {
    schema: { summary: 'Upload a file for a canned response, which is then saved with its id' },
  };
  scope.post('/api/v1/canned-responses/files', upload, async (request, reply) => {
    const { id } = signedInOperator(request);
    await limitUploads(bus.countUse, id, request, reply);
    return answerUpload(request, reply, keptFiles.keep(id, uploadOf(request)));
  });

  const read = { schema: { summary: 'A file of a canned response' } };
  scope.get('/api/v1/canned-responses/:id/files/:file', read, async (request, reply) => {
    const asker = await askerOf(request, deps);
    const files = await cannedResponses.filesOf(asker, idIn(request, 'id', cannedResponseIdSchema));
    const wished = idIn(request, 'file', fileIdSchema);
    const file = files?.find(({ id }) => id === wished);
    return sendUpload(reply, file && (await keptFiles.open(file)));
  });
}
