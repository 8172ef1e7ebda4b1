import { t } from '../text/index.ts';
import { Question } from '../ui/index.ts';
import { answer, asked } from './unsaved.ts';

/** Asks before something unsaved is lost. Stands once, beside all screens. */
export function LeaveQuestion() {
  return (
    asked.value && (
      <Question
        title={t('leaveAsk')}
        help={t('leaveHelp')}
        yes={t('leave')}
        no={t('stay')}
        onAnswer={answer}
      />
    )
  );
}
