/** The panel's module, loaded by the loader at the visitor's first touch. */
export { startPanel } from './start-panel.tsx';
