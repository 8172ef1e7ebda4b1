/** Groups of operators: a list, and a form to make or change one. */
export { Groups } from './groups.tsx';
