/** Hits are links with this attribute, in their order. */
const HIT = 'a[data-hit]';

/** Moves the focus to a hit; past the last one it stays. False where there is none at this place. */
export function focusHit(index: number): boolean {
  const hit = document.querySelectorAll<HTMLAnchorElement>(HIT).item(index);
  hit?.focus();
  return Boolean(hit);
}

/** Does what a click on the first hit does. */
export function openFirstHit(): void {
  document.querySelector<HTMLAnchorElement>(HIT)?.click();
}
