import { Fragment } from 'preact';
import type { Translator } from '../../text/index.ts';
import { Icon } from '../icon/index.ts';
import { WARNING } from '../icon/later.ts';
import type { PanelActions, PanelProps } from '../model.ts';
import { Picture, photoOf } from '../picture/index.ts';
import { mayGoLater, whyNotSent } from '../why-not-sent.ts';
import { DeliveryState } from './delivery-state.tsx';
import type { Bubble, Row } from './group-messages.ts';
import { Message, type OpenTools } from './message.tsx';

interface GroupProps extends PanelProps {
  readonly group: Extract<Row, { type: 'group' }>;
  readonly tools: OpenTools;
  readonly showsDelivery: boolean;
}

/** Messages of one author, one below the other; who and when is said once. */
export function MessageGroup({ group, model, actions, tools, showsDelivery }: GroupProps) {
  const { isOwn, author, bubbles } = group;
  const { words, settings } = model;
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
            {settings.photos && author && (
              <Picture model={model} path={photoOf(author)} kind="photo" />
            )}
          </span>
          {name}
        </p>
      )}
      {bubbles.map((bubble) => (
        <Fragment key={bubble.id}>
          <Message bubble={bubble} words={words} tools={tools} />
          <Failure bubble={bubble} words={words} actions={actions} />
        </Fragment>
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

interface FailureProps {
  readonly bubble: Bubble;
  readonly words: Translator;
  readonly actions: PanelActions;
}

/** Why a message could not be sent, and what to do about it. */
function Failure({ bubble, words, actions }: FailureProps) {
  const { id, delivery } = bubble;
  if (delivery?.name !== 'failed') return null;
  const { code } = delivery;
  const reason = whyNotSent(code, delivery.reason, words);
  return (
    <div class="failure" role="alert">
      <p>
        <Icon shape={WARNING} /> {words.say('notSent', { reason })}
      </p>
      {mayGoLater(code) && (
        <button type="button" class="link" onClick={() => actions.retry(id)}>
          {words.say('retry')}
        </button>
      )}
      <button type="button" class="link" onClick={() => actions.discard(id)}>
        {words.say('discard')}
      </button>
    </div>
  );
}
