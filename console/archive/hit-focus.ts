/** What is found are links in a list, in their order. */
const FOUND = '.rows a';

function links(): HTMLAnchorElement[] {
  return [...document.querySelectorAll<HTMLAnchorElement>(FOUND)];
}

/** Moves the focus to the first link of what was found. */
export function focusFirstHit(): void {
  links()[0]?.focus();
}

/** Does what a click on the first one does. */
export function openFirstHit(): void {
  links()[0]?.click();
}

/** Arrows go from one link to the next, and from the first one up to the field. For the list's `onKeyDown`. */
export function walkHits(event: KeyboardEvent, toField: () => void): void {
  if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
  const all = links();
  const { activeElement } = document;
  const at = activeElement instanceof HTMLAnchorElement ? all.indexOf(activeElement) : -1;
  if (at === -1) return;
  event.preventDefault();
  if (event.key === 'ArrowDown') all[at + 1]?.focus();
  else if (at === 0) toField();
  else all[at - 1]?.focus();
}
