import type { ConsentMode } from '../protocol/index.ts';
import type { Keeping } from './types.ts';

/** What a visitor decided about being remembered. */
export type ConsentState =
  | { readonly name: 'undecided' }
  | { readonly name: 'granted' }
  /** By the visitor's own word, or by their browser's Global Privacy Control. */
  | { readonly name: 'denied'; readonly by: 'visitor' | 'gpc' };

/** Where things of a visitor may be kept. Pure; docs/PRIVACY.md says it in a table. */
export function keepingFor(mode: ConsentMode, state: ConsentState): Keeping {
  switch (state.name) {
    case 'granted':
      return 'device';
    case 'denied':
      return 'page';
    case 'undecided':
      return mode === 'external' ? 'page' : 'session';
  }
}
