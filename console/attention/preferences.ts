import { signal } from '@preact/signals';
import { KINDS, type Kind } from './kinds.ts';

const KEPT = 'counterbell:attention';

/** How an operator is told of one kind. */
export interface Ways {
  readonly notification: boolean;
  readonly sound: boolean;
}

export type Preferences = Readonly<Record<Kind, Ways>>;

/** A lost line makes no sound by itself: a laptop that is opened would begin its day with one. */
const STANDARD: Preferences = {
  newChat: { notification: true, sound: true },
  message: { notification: true, sound: true },
  queue: { notification: true, sound: true },
  line: { notification: true, sound: false },
};

/** How this browser tells of each kind; the same in all its tabs. */
export const preferences = signal(readPreferences(localStorage.getItem(KEPT)));

addEventListener('storage', ({ key, newValue }) => {
  if (key === KEPT) preferences.value = readPreferences(newValue);
});

/** Switches one way of one kind on or off, in this browser. */
export function prefer(kind: Kind, way: keyof Ways, isOn: boolean): void {
  const { value: before } = preferences;
  preferences.value = { ...before, [kind]: { ...before[kind], [way]: isOn } };
  localStorage.setItem(KEPT, JSON.stringify(preferences.value));
}

/** What was kept, and the standard where nothing was, or nothing that can be read. Pure. */
export function readPreferences(kept: string | null): Preferences {
  const found = parsed(kept);
  const ways = KINDS.map((kind) => [kind, { ...STANDARD[kind], ...waysIn(found[kind]) }]);
  return Object.fromEntries(ways);
}

function parsed(kept: string | null): Record<string, unknown> {
  try {
    const found: unknown = JSON.parse(kept ?? '{}');
    return typeof found === 'object' && found !== null ? { ...found } : {};
  } catch {
    // Somebody wrote something else there: the standard holds.
    return {};
  }
}

function waysIn(found: unknown): Partial<Ways> {
  if (typeof found !== 'object' || found === null) return {};
  const chosen = Object.entries(found).filter(
    ([way, isOn]) => (way === 'notification' || way === 'sound') && typeof isOn === 'boolean',
  );
  return Object.fromEntries(chosen);
}
