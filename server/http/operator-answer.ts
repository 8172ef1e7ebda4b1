import type { FastifyRequest } from 'fastify';
import type { Account, Operator } from '../../protocol/index.ts';
import type { OperatorRecord } from '../operators/index.ts';

/** An account as the console gets it. */
export function operatorAnswer(record: OperatorRecord): Operator {
  const { id, name, email, role, invited, chatLimit, schedule } = record;
  return { id, name, email, role, invited, chatLimit, schedule };
}

/** One's own account as the console gets it. */
export function accountAnswer(record: OperatorRecord): Account {
  return { ...operatorAnswer(record), language: record.language };
}

/** Who is signed in, on a route that the permission table gives to operators only. */
export function signedInOperator(request: FastifyRequest): OperatorRecord {
  if (!request.operator) throw new Error(`${request.routeOptions.url} was reached by nobody`);
  return request.operator;
}
