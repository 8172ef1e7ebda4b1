import { useEffect, useId, useRef, useState } from 'preact/hooks';
import type { OperatorChat, OperatorClient } from '../../../client/index.ts';
import type { ChatId, ChatSummary, EventId } from '../../../protocol/index.ts';
import { live } from '../../session.ts';
import { refusalWords, t } from '../../text/index.ts';
import {
  activeOption,
  Dialog,
  Field,
  Icon,
  Notice,
  OptionList,
  useOptions,
} from '../../ui/index.ts';
import { asText } from '../../visitors/index.ts';
import { onlyAble, type Target, transferTargets } from './transfer-targets.ts';
import './transfer-dialog.css';

interface TransferProps {
  readonly summary: ChatSummary;
  readonly chat: OperatorChat;
  readonly client: OperatorClient;
  readonly onClose: () => void;
}

/** Gives the chat to a colleague or a group, with a note for them. What is refused stays here, with the reason. */
export function TransferDialog({ summary, chat, client, onClose }: TransferProps) {
  const [text, setText] = useState('');
  const [note, setNote] = useState('');
  const [picked, setPicked] = useState<Target | null>(null);
  const state = live.value;
  const targets = transferTargets({
    text,
    chat: summary,
    me: state?.me?.id,
    operators: state?.operators ?? [],
    groups: state?.groups ?? [],
  });
  const chosen = picked ?? onlyAble(targets);
  const submit = useRef<HTMLButtonElement>(null);
  const sending = useSending(summary.id, chat, client, onClose);
  const title = summary.state === 'active' ? 'transferTitle' : 'assignTitle';

  function transfer() {
    if (!chosen) return;
    const to = 'operator' in chosen ? { operator: chosen.operator } : { group: chosen.group };
    const said = note.trim() === '' ? {} : { note };
    sending.begin(client.send(summary.id, { kind: 'transferred', to, ...said }));
  }

  return (
    <Dialog title={t(title)} onClose={onClose}>
      <form
        class="stack transfer"
        onSubmit={(event) => {
          event.preventDefault();
          transfer();
        }}
      >
        <Targets
          targets={targets}
          text={text}
          setText={setText}
          chosen={chosen}
          onChoose={(target) => {
            setPicked(target);
            // Enter gives it away then, and who has a note goes one back.
            requestAnimationFrame(() => submit.current?.focus());
          }}
        />
        <Field label={t('transferNote')} help={t('hint-note')}>
          {(input) => (
            <textarea
              {...input}
              rows={2}
              value={note}
              onInput={({ currentTarget }) => setNote(currentTarget.value)}
            />
          )}
        </Field>
        {sending.fault !== '' && <Notice kind="error">{sending.fault}</Notice>}
        <div class="row end">
          <button type="button" class="quiet" onClick={onClose}>
            {t('cancel')}
          </button>
          <button ref={submit} type="submit" disabled={!chosen || sending.isOn}>
            {chosen ? t('transferTo', { name: asText(chosen.name) }) : t('transferNow')}
          </button>
        </div>
      </form>
    </Dialog>
  );
}

/** Follows what was sent until it stands in the log, or takes it back with the reason why it was refused. */
function useSending(
  chatId: ChatId,
  chat: OperatorChat,
  client: OperatorClient,
  onDone: () => void,
) {
  const [id, setId] = useState<EventId | null>(null);
  const [fault, setFault] = useState('');
  useEffect(() => {
    if (!id) return;
    // Asked for anew: what is shown is a moment behind.
    const sent = client
      .getState()
      .open.get(chatId)
      ?.pending.find((one) => one.id === id);
    if (!sent) onDone();
    else if (sent.state.name === 'failed') {
      client.discard(id);
      setFault(refusalWords(sent.state));
      setId(null);
    }
  }, [id, chat]);
  return {
    isOn: id !== null,
    fault,
    begin(next: EventId) {
      setFault('');
      setId(next);
    },
  };
}

interface TargetsProps {
  readonly targets: readonly Target[];
  readonly text: string;
  readonly setText: (text: string) => void;
  readonly chosen: Target | null;
  readonly onChoose: (target: Target) => void;
}

function Targets({ targets, text, setText, chosen, onChoose }: TargetsProps) {
  const id = useId();
  const choose = (target: Target | undefined) => {
    if (target && target.whyNot === null) onChoose(target);
  };
  const options = useOptions({
    count: targets.length,
    of: text,
    onChoose: (index) => choose(targets[index]),
    onClose: () => setText(''),
  });
  return (
    <div class="targets">
      <input
        type="text"
        role="combobox"
        aria-label={t('transferSearch')}
        placeholder={t('transferSearch')}
        aria-expanded="true"
        aria-controls={id}
        aria-autocomplete="list"
        aria-activedescendant={activeOption(id, options)}
        autocomplete="off"
        value={text}
        onInput={({ currentTarget }) => setText(currentTarget.value)}
        onKeyDown={(event) => {
          // Of an empty field, Escape is the dialog's.
          if (event.key !== 'Escape' || text !== '') options.onKey(event);
        }}
      />
      <OptionList
        id={id}
        label={t('transferSearch')}
        items={targets}
        options={options}
        keyOf={keyOf}
        onChoose={choose}
      >
        {(target) => <TargetRow target={target} isChosen={isSame(target, chosen)} />}
      </OptionList>
      {targets.length === 0 && <p class="muted small">{t('transferNobody')}</p>}
    </div>
  );
}

function TargetRow({ target, isChosen }: { target: Target; isChosen: boolean }) {
  return (
    <>
      <span class="name" data-able={target.whyNot === null}>
        <Icon name={isChosen ? 'check' : 'operators'} />
        <bdi>{asText(target.name)}</bdi>
      </span>
      <span class="small muted">{aboutTarget(target)}</span>
    </>
  );
}

function aboutTarget(target: Target): string {
  if ('group' in target) {
    return target.free === 0 ? t('groupWaits') : t('groupFree', { count: target.free });
  }
  const { chats, limit, whyNot } = target;
  const busy = t('chatsOf', { chats, count: limit });
  return whyNot === null || whyNot === 'full' ? busy : t(`transfer-${whyNot}`);
}

function keyOf(target: Target): string {
  return 'operator' in target ? target.operator : target.group;
}

function isSame(target: Target, chosen: Target | null): boolean {
  return chosen !== null && keyOf(target) === keyOf(chosen);
}
