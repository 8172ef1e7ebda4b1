import { useState } from 'preact/hooks';
import type { ChatSummary } from '../../../protocol/index.ts';
import { LIMITS } from '../../../protocol/index.ts';
import { ApiError, api } from '../../api.ts';
import { t } from '../../text/index.ts';
import { Dialog, Field, SelectField } from '../../ui/index.ts';

const HOUR = 60;
/** By their names in the language files, in minutes; null for good. */
const TIMES = { hour: HOUR, day: 24 * HOUR, month: 30 * 24 * HOUR, ever: null } as const;
type Time = keyof typeof TIMES;
const TIME_NAMES = ['hour', 'day', 'month', 'ever'] as const satisfies readonly Time[];

/** Keeps a visitor from writing for a time, and says what that can do and what it cannot. */
export function BanDialog({ summary, onClose }: { summary: ChatSummary; onClose: () => void }) {
  const isOpen = summary.state !== 'closed';
  const [time, setTime] = useState<Time>('day');
  const [reason, setReason] = useState('');
  const [closesChat, setClosesChat] = useState(isOpen);
  const [fault, setFault] = useState('');
  const [isBusy, setBusy] = useState(false);

  async function ban() {
    setBusy(true);
    setFault('');
    try {
      const closeChat = isOpen && closesChat;
      await api.ban({ visitor: summary.visitor.id, minutes: TIMES[time], reason, closeChat });
      onClose();
    } catch (error) {
      setBusy(false);
      setFault(error instanceof ApiError ? error.message : t('somethingFailed'));
    }
  }

  return (
    <Dialog title={t('banTitle')} onClose={onClose}>
      <form
        class="stack"
        onSubmit={(event) => {
          event.preventDefault();
          void ban();
        }}
      >
        <SelectField
          label={t('banTime')}
          choices={TIME_NAMES.map((name) => ({ name, words: t(`ban-${name}`) }))}
          value={time}
          onChange={setTime}
        />
        <Field label={t('banReason')} help={t('banReasonHelp')} error={fault || undefined}>
          {(input) => (
            <input
              {...input}
              type="text"
              required
              maxLength={LIMITS.banReasonCodePoints}
              value={reason}
              onInput={({ currentTarget }) => setReason(currentTarget.value)}
            />
          )}
        </Field>
        {isOpen && (
          <label class="row">
            <input
              type="checkbox"
              checked={closesChat}
              onChange={({ currentTarget }) => setClosesChat(currentTarget.checked)}
            />
            {t('banCloses')}
          </label>
        )}
        <p class="small muted">{t('banHelp')}</p>
        <div class="row end">
          <button type="button" class="quiet" onClick={onClose}>
            {t('cancel')}
          </button>
          <button type="submit" disabled={isBusy || reason.trim() === ''}>
            {t('banNow')}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
