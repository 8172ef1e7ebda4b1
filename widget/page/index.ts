/** The page the visitor is on. `main.ts` beside it is a module of its own, for visitors who are seen on the site. */
export { currentPage, flashed, followPage } from './follow-page.ts';
