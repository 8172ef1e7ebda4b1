import type { Pending, VisitorState } from '../../../client/index.ts';
import type { EventBody } from '../../../protocol/index.ts';
import { awaySentence } from '../away.ts';
import type { PanelModel } from '../model.ts';

export { default as offerCss } from '../look/offers.css?inline';

/** What the offer needs. */
export interface OfferProps {
  readonly model: PanelModel;
  readonly onOpen: () => void;
}

/** Says that nobody is there, above the composer, and offers the form. */
export function OfflineOffer({ model, onOpen }: OfferProps) {
  const { words, visitor } = model;
  if (!isOffered(visitor)) return null;
  // Once they have written, the room is for what was said: that nobody is there stands in it, and at the head.
  const hasWritten = visitor.chat !== null;
  return (
    <div class={hasWritten ? 'offer slim' : 'offer'} role="status">
      {!hasWritten && (
        <p>
          {awaySentence(visitor, words)}. {words.say('offlineOffer')}
        </p>
      )}
      <button type="button" class={hasWritten ? 'link' : 'answer'} onClick={onOpen}>
        {words.say('offlineOpen')}
      </button>
    </div>
  );
}

/** The site has the form and would take it, and the visitor has not filled it in yet. Pure. */
function isOffered({ config, view, pending, reason }: VisitorState): boolean {
  const isForm = (event: EventBody | Pending['event']) =>
    event.kind === 'form' && event.form === 'offline';
  const isLeft =
    view.items.some(({ body }) => isForm(body)) || pending.some(({ event }) => isForm(event));
  return config?.forms.offline.enabled === true && reason !== 'banned' && !isLeft;
}
