/** What stands around every screen. */
export { Frame } from './frame.tsx';
export { NoSuchPage } from './no-such-page.tsx';
