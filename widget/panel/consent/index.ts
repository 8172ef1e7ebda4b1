import { lazyPart } from '../lazy-part.tsx';

/** The question whether this device may remember the visitor. */
export const ConsentBanner = lazyPart(() =>
  import('./consent-banner.tsx').then(({ ConsentBanner: View, bannerCss: css }) => ({ View, css })),
);
