/** The panel's head. */

export { default as headerCss } from './header.css?inline';
export { Header } from './header.tsx';
