import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import {
  chatIdSchema,
  visitorDetailsSchema,
  visitorIdSchema,
  visitorNoteIdSchema,
  visitorNoteInputSchema,
  visitorNoteSchema,
} from '../../../protocol/index.schema.ts';
import { LIMITS } from '../../../protocol/index.ts';
import type { NoteEditor, NoteRefusal } from '../../visitors/index.ts';
import { type ApiScope, ERRORS } from '../api-scope.ts';
import type { HttpDeps } from '../dependencies.ts';
import { Refused } from '../error-replies.ts';

const ofChat = z.strictObject({ chat: chatIdSchema });
const ofVisitor = z.strictObject({ visitor: visitorIdSchema });
const ofNote = z.strictObject({ visitor: visitorIdSchema, note: visitorNoteIdSchema });
const written = { body: visitorNoteInputSchema };

/** What is known of visitors, and what operators note about them. */
export function registerVisitors(api: ApiScope, { visitorDetails }: HttpDeps): void {
  api.get(
    '/chats/:chat/visitor',
    { schema: { params: ofChat, response: { 200: visitorDetailsSchema, ...ERRORS } } },
    async (request) => {
      const details = await visitorDetails.ofChat(request.params.chat);
      if (!details) throw new Refused('not_found', 'this chat');
      return details;
    },
  );

  api.post(
    '/visitors/:visitor/notes',
    { schema: { params: ofVisitor, ...written, response: { 201: visitorNoteSchema, ...ERRORS } } },
    async (request, reply) => {
      const { visitor } = request.params;
      const { id } = editorOf(request);
      const note = await visitorDetails.addNote(visitor, id, request.body.text);
      return reply.status(201).send(orRefused(note));
    },
  );

  api.put(
    '/visitors/:visitor/notes/:note',
    { schema: { params: ofNote, ...written, response: { 200: visitorNoteSchema, ...ERRORS } } },
    async (request) => {
      const { visitor, note } = request.params;
      const { text } = request.body;
      return orRefused(await visitorDetails.changeNote(visitor, note, editorOf(request), text));
    },
  );

  api.delete(
    '/visitors/:visitor/notes/:note',
    { schema: { params: ofNote, response: { 204: z.null(), ...ERRORS } } },
    async (request, reply) => {
      const { visitor, note } = request.params;
      orRefused(await visitorDetails.removeNote(visitor, note, editorOf(request)));
      return reply.status(204).send(null);
    },
  );
}

function editorOf({ operator }: Pick<FastifyRequest, 'operator'>): NoteEditor {
  // The permission table lets nobody in who is not signed in.
  if (!operator) throw new Refused('not_signed_in', 'this needs an operator');
  return { id: operator.id, isManager: operator.role === 'owner' || operator.role === 'admin' };
}

function orRefused<Value>(outcome: Value | NoteRefusal): Value {
  switch (outcome) {
    case 'no-visitor':
      throw new Refused('not_found', 'this visitor');
    case 'no-note':
      throw new Refused('not_found', 'this note');
    case 'too-many':
      throw new Refused('limit_reached', {
        limit: LIMITS.notesPerVisitor,
        what: 'notes about this visitor',
      });
    case 'not-theirs':
      throw new Refused('not_author');
    default:
      // What is left is no refusal.
      return outcome as Value;
  }
}
