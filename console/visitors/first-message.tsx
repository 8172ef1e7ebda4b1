import { useLocation } from 'preact-iso';
import { RefusedError } from '../../client/index.ts';
import { LIMITS, type VisitorRow } from '../../protocol/index.ts';
import { session } from '../session.ts';
import { refusalWords, t } from '../text/index.ts';
import { TextForm } from './text-form.tsx';

/** Writes the first message to a visitor, and goes to the chat that it begins. */
export function FirstMessage({ row, onCancel }: { row: VisitorRow; onCancel: () => void }) {
  const { route } = useLocation();

  async function send(text: string) {
    if (session.value.name !== 'signed-in') throw new Error(t('firstMessageLost'));
    const { visitors } = session.value.client;
    return visitors.startChat(row.visitor.id, text).catch((error: unknown) => {
      const isRefused = error instanceof RefusedError;
      const words = isRefused ? refusalWords(error.refusal) : t('firstMessageLost');
      throw new Error(words, { cause: error });
    });
  }

  return (
    <div class="first-message">
      <TextForm
        label={t('firstMessage')}
        help={t('firstMessageHelp')}
        limit={LIMITS.textCodePoints}
        words={t('send')}
        isSentByEnter
        onSave={send}
        onSaved={(chat) => route(`/console/chat/${chat}`)}
        onCancel={onCancel}
      />
    </div>
  );
}
