import type { EventId, OperatorName, OperatorSend, VisitorId } from '../../protocol/index.ts';
import type { ChatRow, Decision } from '../storage/index.ts';
import type { AppendEvents } from './append-events.ts';
import type { ChatSite, ChatsOptions } from './chats.ts';
import { decideOperatorSend } from './decide-operator-send.ts';
import type { Moment } from './moment.ts';
import type { ChatContext } from './new-chat.ts';
import { formsOf, outcomeOf, refuse, type SendOutcome } from './send-outcome.ts';

/** An operator's first message to a visitor. */
export interface OperatorBeginning {
  readonly operator: OperatorName;
  readonly site: ChatSite;
  readonly visitor: VisitorId;
  readonly id: EventId;
  readonly text: string;
  /** Where the visitor is now. */
  readonly context: ChatContext;
}

interface OperatorBeginsOptions
  extends Pick<ChatsOptions, 'before' | 'operators' | 'isBanned' | 'onFailure'> {
  readonly append: AppendEvents;
  readonly moment: () => Moment;
  readonly newRow: (beginning: OperatorBeginning, at: number) => ChatRow;
}

/**
 * Begins a chat with a visitor, which the operator has joined. One who has an open chat that nobody looks after gets the message
 * there; what a colleague has is not taken from them.
 */
export function createOperatorBegins(
  options: OperatorBeginsOptions,
): (beginning: OperatorBeginning) => Promise<SendOutcome> {
  const { append, moment, onFailure } = options;

  function decide(
    { operator, id }: OperatorBeginning,
    chat: ChatRow,
    forms: Pick<ReturnType<typeof formsOf>, 'json' | 'sentHash'>,
    event: Extract<OperatorSend, { kind: 'message' }>,
  ): Decision {
    const colleague = chat.state === 'active' ? chat.operator_id : null;
    if (colleague !== null && colleague !== operator.id) {
      return { refuse: 'visitor_taken', detail: { name: nameOf(colleague) } };
    }
    const { json, sentHash } = forms;
    return decideOperatorSend(moment(), operator, { id, event, json, sentHash }, chat, nameOf);
  }

  function nameOf(operator: OperatorName['id']): string {
    return options.operators().find(({ id }) => id === operator)?.name ?? 'Somebody else';
  }

  return async (beginning) => {
    const { operator, site, visitor, id, text } = beginning;
    if (options.isBanned(visitor)) return refuse('visitor_banned', '');
    const sent = { kind: 'message', text } as const;
    const about = { site: site.id, siteName: site.name, chat: null, author: 'operator' } as const;
    const before = await options.before({ ...about, event: sent });
    if ('refused' in before) return refuse('addon_refused', before.refused);
    // The hook gives back the kind of event it was given: its answer is checked by the schema of that kind.
    const event = before.event as typeof sent;
    const forms = formsOf(sent, event);
    return outcomeOf(append, onFailure, {
      target: { visitor, site: site.id },
      authorId: operator.id,
      id,
      sentBody: forms.sentBody,
      decide: (found) =>
        decide(beginning, found ?? options.newRow(beginning, moment().at), forms, event),
    });
  };
}
