import { lazyPart } from '../lazy-part.tsx';
import type { PanelModel } from '../model.ts';

const QueuePlace = lazyPart(() => import('./queue-place.tsx'));

/** Where the visitor stands in the queue, live, unless nobody takes from it until the site opens. It is there before there is a place to tell: what is added to it is read out. */
export function QueuePosition({ model }: { readonly model: PanelModel }) {
  const { position, reason } = model.visitor;
  return (
    <div class="notice" role="status">
      {position > 0 && reason !== 'closed' && <QueuePlace model={model} />}
    </div>
  );
}
