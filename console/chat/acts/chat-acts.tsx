import { useState } from 'preact/hooks';
import type { OperatorChat, OperatorClient } from '../../../client/index.ts';
import type { ChatSummary, Operator } from '../../../protocol/index.ts';
import { api } from '../../api.ts';
import { KeyCaps, useCommands } from '../../commands/index.ts';
import { live } from '../../session.ts';
import { now, t } from '../../text/index.ts';
import { Dialog, MenuButton } from '../../ui/index.ts';
import { BanDialog } from './ban-dialog.tsx';
import { type Act, otherAnswering, possibleActs } from './possible-acts.ts';
import { TransferDialog } from './transfer-dialog.tsx';

const KEYS: Readonly<Partial<Record<Act, string>>> = {
  accept: 'a',
  takeOver: 'Shift+a',
  reopen: 'o',
  assign: 't',
  transfer: 't',
  closeChat: 'c',
  ban: 'b',
};
/** What stands out, as it is what is waited for. */
const MAIN: readonly Act[] = ['accept', 'takeOver', 'reopen'];
/** Seldom done: in the menu alone. */
const IN_MENU: readonly Act[] = ['ban', 'liftBan'];

/** What stands before all else. */
type Shown =
  | { readonly name: 'transfer' | 'ban' }
  | { readonly name: 'failed'; readonly reason: string };

interface ChatActsProps {
  readonly chat: OperatorChat;
  readonly summary: ChatSummary;
  readonly client: OperatorClient;
  readonly operator: Operator;
}

/** What can be done to the chat: by buttons, a menu that holds all of it, keys, and the command palette. */
export function ChatActs({ chat, summary, client, operator }: ChatActsProps) {
  const [dialog, setDialog] = useState<Shown | null>(null);
  const close = () => setDialog(null);
  const me = live.value?.me?.id;
  const acts = possibleActs({ chat: summary, me, role: operator.role, now: now.value });
  const isBusy = isStepPending(chat);
  const doIt = (act: Act) => takeStep(act, summary, client, setDialog);
  useCommands(
    acts.map((act) => ({
      id: `chat.${act}`,
      words: t(act),
      ...(KEYS[act] && { keys: KEYS[act] }),
      isAvailable: () => !isBusy,
      run: () => doIt(act),
    })),
    'chat',
  );
  if (acts.length === 0) return null;
  return (
    <div class="acts row">
      {acts
        .filter((act) => !IN_MENU.includes(act))
        .map((act) => (
          <button
            key={act}
            type="button"
            class={MAIN.includes(act) ? 'main' : 'quiet'}
            disabled={isBusy}
            onClick={() => doIt(act)}
          >
            {t(act)}
          </button>
        ))}
      <MenuButton
        label={t('moreActs')}
        items={acts.map((act) => ({
          id: act,
          words: t(act),
          aside: KEYS[act] && <KeyCaps keys={KEYS[act]} />,
          run: () => doIt(act),
        }))}
      />
      {dialog?.name === 'transfer' && (
        <TransferDialog summary={summary} chat={chat} client={client} onClose={close} />
      )}
      {dialog?.name === 'ban' && <BanDialog summary={summary} onClose={close} />}
      {dialog?.name === 'failed' && (
        <Dialog title={t('somethingFailed')} onClose={close}>
          <p>{dialog.reason}</p>
          <div class="row end">
            <button type="button" onClick={close}>
              {t('close')}
            </button>
          </div>
        </Dialog>
      )}
    </div>
  );
}

/** A step that is on its way must not be taken twice. */
function isStepPending({ pending }: OperatorChat): boolean {
  return pending.some(({ event, state }) => state.name === 'sending' && isStep(event.kind));
}

function isStep(kind: string): boolean {
  return kind === 'joined' || kind === 'closed' || kind === 'reopened' || kind === 'transferred';
}

function takeStep(
  act: Act,
  summary: ChatSummary,
  client: OperatorClient,
  setDialog: (dialog: Shown) => void,
): void {
  const { id } = summary;
  switch (act) {
    case 'accept':
      client.send(id, { kind: 'joined' });
      break;
    case 'takeOver': {
      const other = otherAnswering(summary, live.peek()?.me?.id);
      client.send(id, { kind: 'joined', ...(other && { over: other.id }) });
      break;
    }
    case 'reopen':
      client.send(id, { kind: 'reopened' });
      break;
    case 'closeChat':
      client.send(id, { kind: 'closed' });
      break;
    case 'assign':
    case 'transfer':
      setDialog({ name: 'transfer' });
      break;
    case 'ban':
      setDialog({ name: 'ban' });
      break;
    case 'liftBan':
      api.liftBan(summary.visitor.id).catch((error: unknown) => {
        const reason = error instanceof Error ? error.message : '';
        setDialog({ name: 'failed', reason });
      });
      break;
  }
}
