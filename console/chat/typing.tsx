import type { OperatorChat } from '../../client/index.ts';
import { t } from '../text/index.ts';
import { asText } from '../visitors/index.ts';

/** Who is typing, and what a visitor has written so far where their site shows it. */
export function Typing({ chat }: { chat: OperatorChat }) {
  const visitor = chat.typing.find(({ author }) => author.role === 'visitor');
  const isColleague = chat.typing.some(({ author }) => author.role === 'operator');
  const text = asText(visitor?.text);
  return (
    <>
      {text.trim() !== '' && (
        <section class="preview" aria-label={t('notSentYet')}>
          <p class="small muted">{t('notSentYet')}</p>
          <p dir="auto">{text}</p>
        </section>
      )}
      <p class="typing small muted" aria-live="polite">
        {visitor ? t('visitorTypes') : isColleague && t('colleagueTypes')}
      </p>
    </>
  );
}
