/** Who works here. */
export { Operators } from './operators.tsx';
