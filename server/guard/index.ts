/** A look at what visitors say, before it is taken. */
export { createGuard, type Guard, type Saying, type Unwanted } from './guard.ts';
