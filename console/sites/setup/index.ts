/** Setting up a site, step by step. */
export { Setup } from './setup.tsx';
