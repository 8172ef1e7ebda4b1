import { useEffect, useRef, useState } from 'preact/hooks';
import { LIMITS } from '../../../protocol/index.ts';
import type { PanelProps } from '../model.ts';
import { Thumb } from './thumb.tsx';
import { ratingNow } from './what-is-due.ts';

interface RatingCardProps extends PanelProps {
  /** The visitor asked for it in the menu, so it takes the focus. */
  readonly isAsked: boolean;
  readonly onDone: () => void;
}

/** Good or bad, at one press; then, where the visitor likes, a comment. Both may be changed. */
export function RatingCard({ model, actions, isAsked, onDone }: RatingCardProps) {
  const { words } = model;
  const rating = ratingNow(model.visitor);
  const card = useRef<HTMLElement>(null);
  const [comment, setComment] = useState('');
  const isCommented = rating?.comment !== undefined;
  useEffect(() => {
    if (isAsked) card.current?.querySelector('button')?.focus();
  }, [isAsked]);

  function rate(good: boolean): void {
    if (rating?.good === good) return;
    actions.send({ kind: 'rating', ...(isCommented && { comment: rating.comment }), good });
  }

  function add(event: SubmitEvent): void {
    event.preventDefault();
    const text = comment.trim();
    if (rating && text !== '') actions.send({ kind: 'rating', good: rating.good, comment: text });
    onDone();
  }

  return (
    <section aria-labelledby="rate" ref={card}>
      <p class="question" id="rate">
        {words.say('rate')}
      </p>
      <div class="pair">
        {[true, false].map((good) => (
          <button
            key={good}
            type="button"
            class="answer"
            aria-pressed={rating?.good === good}
            onClick={() => rate(good)}
          >
            <Thumb isUp={good} />
            {words.say(good ? 'rateGood' : 'rateBad')}
          </button>
        ))}
      </div>
      {rating && !isCommented && (
        <form class="comment" onSubmit={add}>
          <label for="comment">{words.say('rateComment')}</label>
          <textarea
            id="comment"
            rows={2}
            dir="auto"
            maxLength={LIMITS.commentCodePoints}
            value={comment}
            onInput={({ currentTarget }) => setComment(currentTarget.value)}
          />
          <button type="submit" class="answer" disabled={comment.trim() === ''}>
            {words.say('send')}
          </button>
        </form>
      )}
      {isAsked && (
        <button type="button" class="link" onClick={onDone}>
          {words.say('offlineBack')}
        </button>
      )}
    </section>
  );
}
