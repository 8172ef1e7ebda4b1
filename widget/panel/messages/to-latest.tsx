import type { Translator } from '../../text/index.ts';
import { Icon } from '../icon/index.ts';
import { DOWN } from '../icon/later.ts';

interface ToLatestProps {
  /** Messages that came since the visitor scrolled up. */
  readonly count: number;
  readonly words: Translator;
  readonly onClick: () => void;
}

/** Leads back to the end, and says how much is new there. */
export function ToLatest({ count, words, onClick }: ToLatestProps) {
  const way = words.say('toLatest');
  const label = count > 0 ? `${way}, ${words.say('unread', { count })}` : way;
  return (
    <button type="button" class="latest" aria-label={label} onClick={onClick}>
      <Icon shape={DOWN} />
      {count > 0 && <b class="count">{count}</b>}
    </button>
  );
}
