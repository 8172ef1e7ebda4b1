import type { FastifyRequest } from 'fastify';
import { type Asker, type Directory, groupsOf, type Outcome } from '../replies/index.ts';
import { Refused } from './error-replies.ts';
import { signedInOperator } from './operator-answer.ts';

/** Who asks for what is prepared for chats: their role and groups say what they may see and change. */
export async function askerOf(
  request: FastifyRequest,
  { directory }: { readonly directory: Directory },
): Promise<Asker> {
  const { id, role } = signedInOperator(request);
  const isManager = role === 'owner' || role === 'admin';
  return { id, isManager, groups: await groupsOf(directory, id) };
}

/** What came of it. Throws the refusal where it was not given. */
export function keptBy<Value>(outcome: Outcome<Value>): Value {
  if ('value' in outcome) return outcome.value;
  const { code, detail, field } = outcome.problem;
  throw new Refused(code, detail, field);
}
