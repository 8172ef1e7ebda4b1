/** A number on the app's icon, where the system shows one; 0 takes it away. Needs no permission but on iOS. */
export function showCount(count: number): void {
  const shown = count > 0 ? navigator.setAppBadge?.(count) : navigator.clearAppBadge?.();
  // Refused where notifications are: the title says the number too.
  shown?.catch(() => undefined);
}
