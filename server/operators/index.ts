/** The people who answer, as accounts. Who is signed in is the part of `access`. */
export type { Ranked, Refusal } from './change-role.ts';
export {
  createOperators,
  newOperatorRow,
  type OperatorChange,
  type OperatorRecord,
  type Operators,
  operatorRecord,
} from './operators.ts';
