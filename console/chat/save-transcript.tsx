import { saveFile, type TranscriptForm, transcriptOf } from '../../client/later.ts';
import type { ChatSummary, ChatView, Step } from '../../protocol/index.ts';
import { clockTime, dayName, language, t } from '../text/index.ts';
import { asText, Fold, nameOf } from '../visitors/index.ts';
import { stepWords } from './log-items.tsx';

interface SaveTranscriptProps {
  readonly chat: ChatSummary;
  readonly view: ChatView;
}

/** Saves the conversation as a file in the operator's browser: what the visitor saw of it, so no notes. */
export function SaveTranscript({ chat, view }: SaveTranscriptProps) {
  if (view.items.length === 0) return null;
  return (
    <Fold title={t('saveConversation')}>
      <p class="small muted">{t('saveConversationHelp')}</p>
      <div class="row">
        <button type="button" class="quiet" onClick={() => save(chat, view, 'text')}>
          {t('saveAsText')}
        </button>
        <button type="button" class="quiet" onClick={() => save(chat, view, 'page')}>
          {t('saveAsPage')}
        </button>
      </div>
    </Fold>
  );
}

function save(chat: ChatSummary, view: ChatView, form: TranscriptForm): void {
  const visitor = nameOf(chat);
  const words = {
    language: language.value,
    direction: 'ltr',
    title: t('transcriptTitle', { visitor, site: asText(chat.site.name) }),
    author: ({ author, authorName }) =>
      author.role === 'visitor' ? visitor : asText(authorName) || t('operator'),
    step: wordsOf,
    day: dayName,
    time: clockTime,
  } as const satisfies Parameters<typeof transcriptOf>[1];
  const { name, type, text } = transcriptOf(view, words, form);
  saveFile(name, new Blob([text], { type }));
}

function wordsOf(step: Step): string {
  if (step.body.kind === 'tagged') return '';
  const comment = step.body.kind === 'rating' ? asText(step.body.comment) : '';
  return comment === '' ? stepWords(step) : `${stepWords(step)}: ${comment}`;
}
