import type {
  ChatId,
  EventId,
  GroupId,
  OperatorName,
  OperatorPresence,
  OperatorSend,
  RefusalCode,
  RefusalDetail,
  SiteId,
} from '../../protocol/index.ts';
import {
  type ChatOverviewRow,
  type ChatRow,
  chatOverview,
  type Decision,
} from '../storage/index.ts';
import type { AppendEvents } from './append-events.ts';
import type { ChatsOptions } from './chats.ts';
import { decideOperatorSend, type OwnSend } from './decide-operator-send.ts';
import { decideTagged, type Tagged } from './decide-tagged.ts';
import { decideTransfer, type TransferTarget } from './decide-transfer.ts';
import type { Moment } from './moment.ts';
import { formsOf, outcomeOf, refuse, type SendOutcome } from './send-outcome.ts';

export interface OperatorSending {
  readonly operator: OperatorName;
  readonly chat: ChatId;
  readonly id: EventId;
  readonly event: OperatorSend;
}

/** A group, as far as chats are given to it. */
export interface GroupName {
  readonly id: GroupId;
  readonly name: string;
}

type TransferSend = Extract<OperatorSend, { kind: 'transferred' }>;

interface OperatorSendsOptions
  extends Pick<
    ChatsOptions,
    | 'storage'
    | 'before'
    | 'claimFile'
    | 'findTag'
    | 'operators'
    | 'groups'
    | 'acceptSecondsOf'
    | 'onAccepted'
    | 'onFailure'
  > {
  readonly append: AppendEvents;
  readonly moment: () => Moment;
}

/** What operators say and do in chats. */
export function createOperatorSends(
  options: OperatorSendsOptions,
): (sending: OperatorSending) => Promise<SendOutcome> {
  const { append, moment, onFailure } = options;

  function nameOf(operator: OperatorName['id']): string {
    return options.operators().find(({ id }) => id === operator)?.name ?? 'Somebody else';
  }

  async function send(
    { operator, chat, id, event: sent }: OperatorSending,
    row: ChatOverviewRow,
    event: OwnSend,
  ): Promise<SendOutcome> {
    const visitor = row.visitor_id;
    if (event.kind === 'file') {
      const { file } = event;
      const fault = await options.claimFile({ file, event: id, author: operator.id, visitor });
      if (fault) return refuse(fault.refuse, fault.detail);
    }
    const { sentBody, json, sentHash } = formsOf(sent, event);
    return outcomeOf(append, onFailure, {
      // A visitor has one open chat at most: asked for by its owners, another one is found in the place of the closed one.
      target: event.kind === 'reopened' ? { visitor, site: row.site_id, orElse: chat } : { chat },
      authorId: operator.id,
      id,
      sentBody,
      decide: (found) => {
        if (found && found.id !== chat) {
          return { refuse: 'visitor_elsewhere', detail: '' };
        }
        const sent = { id, event, json, sentHash };
        return withSeq(decideOperatorSend(moment(), operator, sent, found, nameOf), found);
      },
    });
  }

  async function transfer(
    { operator, chat, id, event: sent }: OperatorSending,
    row: ChatOverviewRow,
    to: TransferSend['to'],
    note?: string,
  ): Promise<SendOutcome> {
    const target = await findTarget(options, row, to);
    const { sentBody, sentHash } = formsOf(sent, sent);
    return outcomeOf(append, onFailure, {
      target: { chat },
      authorId: operator.id,
      id,
      sentBody,
      ...('operator' in to && { assignTo: to.operator }),
      decide: (found, chats) => {
        const asked = { id, sentHash, note, to: target };
        return withSeq(decideTransfer(moment(), operator, asked, found, chats), found);
      },
    });
  }

  async function tag(
    { operator, chat, id, event: sent }: OperatorSending,
    event: Tagged,
  ): Promise<SendOutcome> {
    const { sentBody, sentHash } = formsOf(sent, sent);
    return outcomeOf(append, onFailure, {
      target: { chat },
      authorId: operator.id,
      id,
      sentBody,
      decide: (found) => decideTagged(moment(), operator, { id, event, sentHash }, found),
    });
  }

  /** What add-ons make of it, which may be to refuse it. */
  async function afterAddons<Event extends OwnSend>(
    { id: chat, site_id: site, site_name: siteName }: ChatOverviewRow,
    event: Event,
  ): Promise<{ readonly event: Event } | { readonly refusal: SendOutcome }> {
    const before = await options.before({ site, siteName, chat, author: 'operator', event });
    if ('refused' in before) return { refusal: refuse('addon_refused', before.refused) };
    // The hook gives back the kind of event it was given: its answer is checked by the schema of that kind.
    return { event: before.event as Event };
  }

  return async (sending) => {
    const { chat, event } = sending;
    const row = await chatOverview(options.storage.read, chat);
    if (!row) return refuse('not_found', 'this chat');
    if (event.kind === 'transferred') {
      const { to, note } = event;
      if (note === undefined) return transfer(sending, row, to);
      const after = await afterAddons(row, { kind: 'note', text: note });
      return 'refusal' in after ? after.refusal : transfer(sending, row, to, after.event.text);
    }
    if (event.kind === 'tagged') {
      const named = await withTag(options.findTag, event, row.site_id);
      return 'refuse' in named ? refuse(named.refuse, named.detail) : tag(sending, named);
    }
    const after = await afterAddons(row, event);
    if ('refusal' in after) return after.refusal;
    const outcome = await send(sending, row, after.event);
    if (outcome.sent && isAccepting(event)) options.onAccepted(sending.operator.id);
    return outcome;
  };
}

/** A refusal tells which event was the chat's last: once there are others, the sender knows that it may no longer hold. */
function withSeq(decision: Decision, chat: ChatRow | null): Decision {
  if (!chat || !('refuse' in decision)) return decision;
  const { refuse: code, detail } = decision;
  const named = typeof detail === 'string' ? { detail } : detail;
  return { refuse: code, detail: { ...named, seq: chat.last_seq } };
}

function isAccepting({ kind }: OperatorSend): boolean {
  return kind === 'joined' || kind === 'message' || kind === 'file' || kind === 'reopened';
}

/** What an operator sent, with the name of the tag that it is about. */
async function withTag(
  findTag: ChatsOptions['findTag'],
  event: Extract<OperatorSend, { kind: 'tagged' }>,
  site: SiteId,
): Promise<Tagged | { refuse: RefusalCode; detail: RefusalDetail }> {
  const found = await findTag(event.tag);
  if (!found) return { refuse: 'not_found', detail: 'this tag' };
  if (event.on && found.site !== null && found.site !== site) {
    return { refuse: 'tag_of_other_site', detail: { name: found.name } };
  }
  const { id, name, colour } = found;
  return { kind: 'tagged', tag: { id, name, colour }, on: event.on };
}

async function findTarget(
  { operators, groups, acceptSecondsOf }: OperatorSendsOptions,
  chat: ChatOverviewRow,
  to: TransferSend['to'],
): Promise<TransferTarget | null> {
  if ('operator' in to) {
    const operator: OperatorPresence | undefined = operators().find(({ id }) => id === to.operator);
    return operator ? { operator, acceptSeconds: acceptSecondsOf(chat) } : null;
  }
  const group = (await groups()).find(({ id }) => id === to.group);
  return group ? { group } : null;
}
