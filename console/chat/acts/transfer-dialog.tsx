import { useEffect, useId, useRef, useState } from 'preact/hooks';
import type { OperatorChat, OperatorClient } from '../../../client/index.ts';
import type { ChatId, ChatSummary, EventId } from '../../../protocol/index.ts';
import { useUnsaved } from '../../leaving/index.ts';
import { live } from '../../session.ts';
import { refusalWords, t } from '../../text/index.ts';
import {
  activeOption,
  Dialog,
  Field,
  Icon,
  Notice,
  OptionList,
  type Options,
  useOptions,
} from '../../ui/index.ts';
import { asLine, asText } from '../../visitors/index.ts';
import { type Target, transferTargets } from './transfer-targets.ts';
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
  const state = live.value;
  const targets = transferTargets({
    text,
    chat: summary,
    me: state?.me?.id,
    operators: state?.operators ?? [],
    groups: state?.groups ?? [],
  });
  const submit = useRef<HTMLButtonElement>(null);
  const options = useOptions({
    count: targets.length,
    keys: targets.map(keyOf),
    of: text,
    onChoose: goToSubmit,
    onClose: () => setText(''),
  });
  const active = targets[options.active];
  const chosen = active?.whyNot === null ? active : undefined;
  const hasNote = note.trim() !== '';
  const unsaved = useUnsaved(hasNote);
  const close = () => unsaved.leave(onClose);
  const sending = useSending(summary.id, chat, client, onClose);
  const title = summary.state === 'active' ? 'transferTitle' : 'assignTitle';

  /** Enter gives it away then, and who has a note goes one back. */
  function goToSubmit() {
    requestAnimationFrame(() => submit.current?.focus());
  }

  function transfer() {
    if (!chosen) return;
    const to = 'operator' in chosen ? { operator: chosen.operator } : { group: chosen.group };
    const said = hasNote ? { note } : {};
    sending.begin(client.send(summary.id, { kind: 'transferred', to, ...said }));
  }

  return (
    <Dialog title={t(title)} isUnsaved={hasNote} onClose={close}>
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
          options={options}
          onChoose={(target) => {
            options.setActive(targets.indexOf(target));
            goToSubmit();
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
          <button type="button" class="quiet" onClick={close}>
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
  readonly options: Options;
  readonly onChoose: (target: Target) => void;
}

/** The active one is who gets the chat. */
function Targets({ targets, text, setText, options, onChoose }: TargetsProps) {
  const id = useId();
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
        onChoose={onChoose}
      >
        {(target) => <TargetRow target={target} isActive={target === targets[options.active]} />}
      </OptionList>
      {targets.length === 0 && <p class="muted small">{t('transferNobody')}</p>}
    </div>
  );
}

function TargetRow({ target, isActive }: { target: Target; isActive: boolean }) {
  const isAble = target.whyNot === null;
  return (
    <>
      <span class="name" data-able={isAble}>
        <Icon name={isActive && isAble ? 'check' : 'operators'} />
        <bdi>{asLine(target.name)}</bdi>
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
