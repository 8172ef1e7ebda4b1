/** How a site proves who its users are: the secrets, and what its backend does with them. */
export { BackendCode } from './backend-code.tsx';
export { Secrets } from './secrets.tsx';
