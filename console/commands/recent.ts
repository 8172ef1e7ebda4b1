import { createStores } from '../../client/index.ts';

const KEPT = 'counterbell:recent-commands';
/** So many stand first in the palette. */
const MOST = 5;
const store = createStores().device;

/** Ids of the commands that this browser chose in the palette lately, the last one first. */
export function recentCommands(): string[] {
  return (store.get(KEPT) ?? '').split(' ').filter((id) => id !== '');
}

/** Notes that a command was chosen. */
export function noteUse(id: string): void {
  const before = recentCommands().filter((one) => one !== id);
  store.set(KEPT, [id, ...before].slice(0, MOST).join(' '));
}
