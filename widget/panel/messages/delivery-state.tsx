import type { Translator } from '../../text/index.ts';
import { Icon } from '../icon/index.ts';
import { DELIVERIES } from '../icon/later.ts';
import type { Delivery } from './group-messages.ts';

/** How far a message got, as an icon and in words. */
export function DeliveryState({
  delivery,
  words,
}: {
  readonly delivery: Delivery;
  readonly words: Translator;
}) {
  const { name } = delivery;
  if (name === 'failed') return null;
  return (
    <span class={`delivery ${name}`}>
      <Icon shape={DELIVERIES[name]} />
      {words.say(name)}
    </span>
  );
}
