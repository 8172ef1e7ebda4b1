import { useState } from 'preact/hooks';
import type { ChatSummary } from '../../../protocol/index.ts';
import { LIMITS } from '../../../protocol/index.ts';
import { api } from '../../api.ts';
import { Form, useForm } from '../../editing/index.ts';
import { t } from '../../text/index.ts';
import { Dialog, Field, Notice, SelectField } from '../../ui/index.ts';

const HOUR = 60;
/** By their names in the language files, in minutes; null for good. */
const TIMES = { hour: HOUR, day: 24 * HOUR, month: 30 * 24 * HOUR, ever: null } as const;
type Time = keyof typeof TIMES;
const TIME_NAMES = ['hour', 'day', 'month', 'ever'] as const satisfies readonly Time[];

interface Draft {
  readonly time: Time;
  readonly reason: string;
  readonly closesChat: boolean;
}

/** Keeps a visitor from writing for a time, and says what that can do and what it cannot. */
export function BanDialog({ summary, onClose }: { summary: ChatSummary; onClose: () => void }) {
  const isOpen = summary.state !== 'closed';
  const form = useForm<Draft>({ time: 'day', reason: '', closesChat: isOpen }, 'reason');
  const { draft, change, errorAt, problem } = form;
  const [isBusy, setBusy] = useState(false);
  const close = () => form.leave(onClose);

  async function ban() {
    setBusy(true);
    const { time, reason } = draft;
    const closeChat = isOpen && draft.closesChat;
    const input = { visitor: summary.visitor.id, minutes: TIMES[time], reason, closeChat };
    await form.attempt(() => api.ban(input), onClose);
    setBusy(false);
  }

  return (
    <Dialog title={t('banTitle')} isUnsaved={form.isChanged} onClose={close}>
      <Form refusal={form.refusal} onSave={() => void ban()}>
        <SelectField
          label={t('banTime')}
          choices={TIME_NAMES.map((name) => ({ name, words: t(`ban-${name}`) }))}
          value={draft.time}
          onChange={(time) => change({ time })}
        />
        <Field label={t('banReason')} help={t('banReasonHelp')} error={errorAt('reason')}>
          {(input) => (
            <input
              {...input}
              type="text"
              required
              maxLength={LIMITS.banReasonCodePoints}
              value={draft.reason}
              onInput={({ currentTarget }) => change({ reason: currentTarget.value })}
            />
          )}
        </Field>
        {isOpen && (
          <label class="row">
            <input
              type="checkbox"
              checked={draft.closesChat}
              onChange={({ currentTarget }) => change({ closesChat: currentTarget.checked })}
            />
            {t('banCloses')}
          </label>
        )}
        <p class="small muted">{t('banHelp')}</p>
        {problem !== undefined && <Notice kind="error">{problem}</Notice>}
        <div class="row end">
          <button type="button" class="quiet" onClick={close}>
            {t('cancel')}
          </button>
          <button type="submit" disabled={isBusy}>
            {t('banNow')}
          </button>
        </div>
      </Form>
    </Dialog>
  );
}
