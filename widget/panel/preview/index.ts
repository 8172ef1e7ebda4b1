import { lazyPart } from '../lazy-part.tsx';

/** Tells the visitor that operators see what they write before they send it, and shows it to those. */
export const TypingPreview = lazyPart(() =>
  import('./typing-preview.tsx').then(({ TypingPreview: View, previewCss: css }) => ({
    View,
    css,
  })),
);
