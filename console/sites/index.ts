/** The sites of an installation. */
export { Sites } from './sites.tsx';
