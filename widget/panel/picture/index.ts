import { lazyPart } from '../lazy-part.tsx';
import type { PictureProps } from './picture.tsx';

/** Where the relay has an operator's photo. */
export function photoOf(operator: string): string {
  return `/v1/photos/${operator}`;
}

/** Loaded where a site has a logo or shows photos. */
export const Picture = lazyPart<PictureProps>(() =>
  import('./picture.tsx').then(({ Picture: View, pictureCss: css }) => ({ View, css })),
);
