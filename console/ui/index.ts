/** Pieces that know no word of the product. */
export { CopyButton } from './copy-button.tsx';
export { Field } from './field.tsx';
export { Icon } from './icons.tsx';
export { Notice } from './notice.tsx';
export { SecretInput } from './secret-input.tsx';
export { setTheme, THEMES, type Theme, theme } from './theme.ts';
export { useLoaded } from './use-loaded.ts';
export { WhenLoaded } from './when-loaded.tsx';
