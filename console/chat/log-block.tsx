import { Component, Fragment } from 'preact';
import type { ChatId, ChatView, Said } from '../../protocol/index.ts';
import { dayName, isSameDay, t } from '../text/index.ts';
import { foldRouting } from './fold-routing.ts';
import { type Mark, SaidItem, StepItem } from './log-items.tsx';

/** So many items are a list of their own: drawn, or left as they are, together. */
export const BLOCK_ITEMS = 50;

type Item = ChatView['items'][number];

interface LogBlockProps {
  chat: ChatId;
  /** What the visitor is called. */
  visitor: string;
  /** The seq of what is marked. */
  marked: number | null;
  /** All of the log; the block begins at `from`. */
  items: ChatView['items'];
  from: number;
  /** Until it is to be drawn it is left empty; what was drawn once stays. */
  isDue: boolean;
  /** The last message that the visitor saw, and the last one that reached their browser. */
  lastSeen: Said | undefined;
  lastDelivered: Said | undefined;
  /** What is written in it. */
  language: string;
}

/**
 * Some items of the log, in their order. It only ever grows at its end, so a block that is full is drawn once: a new message
 * in a long chat costs no more than in a short one.
 */
export class LogBlock extends Component<LogBlockProps> {
  #isDrawn = false;

  override shouldComponentUpdate(next: LogBlockProps): boolean {
    if (!this.#isDrawn) return next.isDue;
    const before = shownIn(this.props);
    return shownIn(next).some((one, index) => one !== before[index]);
  }

  override render(props: LogBlockProps) {
    this.#isDrawn ||= props.isDue;
    if (!this.#isDrawn) return <ol class="log-block undrawn" />;
    const { chat, visitor, marked, items, from, lastSeen, lastDelivered } = props;
    const own = itemsOf(items, from);

    function drawItem(item: Item, before: Item | undefined) {
      return (
        <Fragment key={item.id}>
          {beginsDay(item, before) && <li class="day small muted">{dayName(item.at)}</li>}
          {item.type === 'said' ? (
            <SaidItem
              chat={chat}
              visitor={visitor}
              said={item}
              isMarked={item.seq === marked}
              mark={markOf(item, lastSeen, lastDelivered)}
            />
          ) : (
            <StepItem step={item} isMarked={item.seq === marked} />
          )}
        </Fragment>
      );
    }

    return (
      <ol class="log-block">
        {foldRouting(own).map((stretch) => {
          const drawn = own
            .slice(stretch.from, stretch.to)
            .map((item, index) => drawItem(item, items[from + stretch.from + index - 1]));
          if (stretch.offers === 0) return drawn;
          return (
            <li key={`folded-${own[stretch.from]?.id}`} class="step small muted">
              <details>
                <summary>{t('offersFolded', { count: stretch.offers })}</summary>
                <ol>{drawn}</ol>
              </details>
            </li>
          );
        })}
      </ol>
    );
  }
}

function itemsOf(items: readonly Item[], from: number): readonly Item[] {
  return items.slice(from, from + BLOCK_ITEMS);
}

/** All that a block's look follows from. */
function shownIn(props: LogBlockProps): unknown[] {
  const { items, from, visitor, marked, lastSeen, lastDelivered, language } = props;
  const own = itemsOf(items, from);
  const within = (said: Said | undefined) => (said && own.includes(said) ? said : undefined);
  const markedHere = own.find(({ seq }) => seq === marked);
  const seenHere = [within(lastSeen), within(lastDelivered)];
  return [own[0], own.at(-1), visitor, markedHere, ...seenHere, language];
}

function beginsDay(item: Item, before: Item | undefined): boolean {
  return !before || !isSameDay(before.at, item.at);
}

/** How far the visitor is, beneath the last message they saw and the last one that reached them. */
function markOf(said: Said, lastSeen: Said | undefined, lastDelivered: Said | undefined): Mark {
  if (said === lastSeen) return 'seen';
  return said === lastDelivered ? 'delivered' : null;
}
