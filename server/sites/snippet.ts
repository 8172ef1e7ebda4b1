import type { SiteKey } from '../../protocol/index.ts';

/** The HTML a site owner pastes. `relay` is the relay's public address without a slash at the end. */
export function snippetOf(relay: string, key: SiteKey): string {
  return `<script async src="${relay}/widget.js?site=${key}"></script>`;
}
