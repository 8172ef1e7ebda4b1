/** Puts the parts of a relay together, and takes them apart in order. */
export { collectWhenSilent } from './collect-when-silent.ts';
export { packageRoot } from './package-root.ts';
export { type Relay, startRelay } from './start-relay.ts';
export { stopOnSignals } from './stop-on-signals.ts';
