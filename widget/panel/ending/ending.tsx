import type { Asked, PanelProps } from '../model.ts';
import { hasOpenChat } from '../visitor-status.ts';
import { EndQuestion } from './end-question.tsx';
import { RatingCard } from './rating-card.tsx';
import { isSurveyDue, mayRate } from './what-is-due.ts';

export { default as endingCss } from './ending.css?inline';

/** What the end of a chat needs besides the model. */
export interface EndingProps extends PanelProps {
  readonly asked: Asked;
  readonly onAsk: (asked: Asked) => void;
  /** The visitor wants to answer the survey. */
  readonly onSurvey: () => void;
}

/** Above the composer: whether to end the chat; how it was, once it is closed or when the visitor says so; and the survey. */
export function Ending({ model, actions, asked, onAsk, onSurvey }: EndingProps) {
  const { visitor, words } = model;
  if (asked === 'end' && hasOpenChat(visitor)) {
    return <EndQuestion model={model} actions={actions} onAnswered={() => onAsk(undefined)} />;
  }
  const isRating = mayRate(visitor) && (asked === 'rating' || visitor.view.state === 'closed');
  const isSurvey = isSurveyDue(visitor);
  if (!isRating && !isSurvey) return null;
  return (
    <div class="ending">
      {isRating && (
        <RatingCard
          model={model}
          actions={actions}
          isAsked={asked === 'rating'}
          onDone={() => onAsk(undefined)}
        />
      )}
      {isSurvey && (
        <button type="button" class="answer" onClick={onSurvey}>
          {words.say('postChatTitle')}
        </button>
      )}
    </div>
  );
}
