import { lazyPart } from '../lazy-part.tsx';

/** The emoji to choose from; loaded when they are asked for. */
export const EmojiPicker = lazyPart(() =>
  import('./emoji-picker.tsx').then(({ EmojiPicker: View, emojiCss: css }) => ({ View, css })),
);
