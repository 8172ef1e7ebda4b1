import { lazyPart } from '../lazy-part.tsx';

/** How a chat ends: the question whether it shall, and what the visitor thinks of it. */
export const Ending = lazyPart(() =>
  import('./ending.tsx').then(({ Ending: View, endingCss: css }) => ({ View, css })),
);
