import { effect, signal } from '@preact/signals';

const KEPT = 'counterbell:console-theme';
export const THEMES = ['auto', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

/** The console's look: `auto` follows the system. */
export const theme = signal<Theme>(kept());

effect(() => {
  document.documentElement.dataset.theme = theme.value;
});

/** Chooses a theme for this browser. */
export function setTheme(next: Theme): void {
  localStorage.setItem(KEPT, next);
  theme.value = next;
}

function kept(): Theme {
  const value = localStorage.getItem(KEPT);
  return THEMES.find((one) => one === value) ?? 'auto';
}
