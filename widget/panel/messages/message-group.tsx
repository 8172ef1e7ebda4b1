import type { Translator } from '../../text/index.ts';
import { Icon } from '../icon.tsx';
import type { PanelActions } from '../model.ts';
import { DeliveryState } from './delivery-state.tsx';
import type { Bubble, Row } from './group-messages.ts';
import { MessageText } from './message-text.tsx';

interface GroupProps {
  readonly group: Extract<Row, { type: 'group' }>;
  readonly words: Translator;
  readonly actions: PanelActions;
  readonly showsDelivery: boolean;
}

/** Messages of one author, one below the other; who and when is said once. */
export function MessageGroup({ group, words, actions, showsDelivery }: GroupProps) {
  const { isOwn, bubbles } = group;
  const name = isOwn ? words.say('you') : group.authorName || words.say('operator');
  const last = bubbles.at(-1);
  return (
    <div class={isOwn ? 'group own' : 'group'}>
      {isOwn ? (
        <span class="hidden">{name}</span>
      ) : (
        <p class="author">
          <span class="face" aria-hidden="true">
            {[...name][0]}
          </span>
          {name}
        </p>
      )}
      {bubbles.map((bubble) => (
        <BubbleView key={bubble.id} bubble={bubble} words={words} actions={actions} />
      ))}
      {last && last.delivery?.name !== 'failed' && (
        <p class="stamp">
          <time dateTime={new Date(last.at).toISOString()}>{words.time(last.at)}</time>
          {showsDelivery && last.delivery && (
            <DeliveryState delivery={last.delivery} words={words} />
          )}
        </p>
      )}
    </div>
  );
}

interface BubbleProps {
  readonly bubble: Bubble;
  readonly words: Translator;
  readonly actions: PanelActions;
}

function BubbleView({ bubble, words, actions }: BubbleProps) {
  const { id, text, details, delivery } = bubble;
  return (
    <>
      <div class={`bubble ${delivery?.name ?? ''}`} dir="auto">
        {details.length > 0 && <p class="details">{details.join(' · ')}</p>}
        <MessageText text={text} />
      </div>
      {delivery?.name === 'failed' && (
        <div class="failure" role="alert">
          <p>
            <Icon name="warning" /> {words.say('notSent', { reason: delivery.reason })}
          </p>
          <button type="button" class="link" onClick={() => actions.retry(id)}>
            {words.say('retry')}
          </button>
          <button type="button" class="link" onClick={() => actions.discard(id)}>
            {words.say('discard')}
          </button>
        </div>
      )}
    </>
  );
}
