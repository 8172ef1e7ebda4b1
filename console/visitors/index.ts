/** Who writes: how visitors are named, and the panel about one. */
export { asText, nameOf } from './as-text.ts';
export { VisitorPanel } from './visitor-panel.tsx';
