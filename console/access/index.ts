/** Signing in. */
export { LinkPage } from './link-page.tsx';
export { SignIn } from './sign-in.tsx';
export { Unreachable } from './unreachable.tsx';
