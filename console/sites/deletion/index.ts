/** Deleting a site. */
export { DeleteSite } from './delete-site.tsx';
