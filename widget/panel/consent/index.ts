/** The question whether to remember the visitor. */
export { ConsentBanner } from './consent-banner.tsx';
