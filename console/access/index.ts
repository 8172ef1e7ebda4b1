/** Signing in, and passwords. */
export { LinkPage } from './link-page.tsx';
export { PasswordField, useShown } from './password-field.tsx';
export { SignIn } from './sign-in.tsx';
export { Unreachable } from './unreachable.tsx';
