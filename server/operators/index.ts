/** The people who answer, as accounts. Who is signed in is the part of `access`. */
export {
  createOperators,
  newOperatorRow,
  type OperatorRecord,
  type Operators,
  operatorRecord,
} from './operators.ts';
