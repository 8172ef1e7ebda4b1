import type { PanelModel } from '../model.ts';
import { drawerOf } from './draw-picture.ts';

export { default as pictureCss } from './picture.css?inline';

/** A picture that the relay keeps, beside words that say the same; nothing where there is none. */
export interface PictureProps {
  readonly model: PanelModel;
  /** On the relay. */
  readonly path: string;
  readonly kind: 'logo' | 'photo';
}

/** On a canvas, because a page's Content-Security-Policy rules over images but not over what is drawn. */
export function Picture({ model, path, kind }: PictureProps) {
  return <canvas key={path} class={`picture ${kind}`} hidden ref={drawerOf(model.relay + path)} />;
}
