import type { ChatId, EventId, OperatorName, SiteId, VisitorSend } from '../../protocol/index.ts';
import { decideVisitorSend } from '../../server/chats/decide.ts';
import { decideOperatorSend, type OwnSend } from '../../server/chats/decide-operator-send.ts';
import type { Moment } from '../../server/chats/moment.ts';
import { type ChatContext, newChat } from '../../server/chats/new-chat.ts';
import { type AppendRequest, hashOfBody } from '../../server/storage/index.ts';
import type { Random } from '../../test/helpers/seeded-random.ts';
import type { Past } from './past.ts';
import type { StoredVisitor } from './people.ts';
import type { Say } from './say.ts';

/** What happens in chats, and when. */
export interface World {
  readonly site: SiteId;
  readonly operator: OperatorName;
  readonly past: Past;
  readonly random: Random;
  readonly say: Say;
}

/** A chat that goes on. */
export interface Conversation extends StoredVisitor {
  readonly chat: ChatId;
  /** Steps that are taken, and those that are still to come. */
  taken: number;
  left: number;
}

const NOTES = 0.03;
const CONTEXT: ChatContext = {
  page: { url: 'https://lamps.example/desk', title: 'Lamps for desks', referrer: '' },
  browser: 'Firefox 142',
  system: 'Windows 11',
  device: 'desktop',
  language: 'en',
};

/**
 * The next step of a conversation, as the relay's own rules make it: the visitor asks, the operator joins, both write, now and
 * then there is a note, at last the operator closes. `said` numbers the message, where it is one.
 */
export function nextStep(world: World, one: Conversation, said: () => number): AppendRequest {
  one.left -= 1;
  one.taken += 1;
  if (one.taken === 1) return visitorWrites(world, one, said());
  if (one.taken === 2) return operatorDoes(world, one, { kind: 'joined' });
  if (one.left <= 0) return operatorDoes(world, one, { kind: 'closed' });
  const { next } = world.random;
  if (next() < NOTES) {
    return operatorDoes(world, one, { kind: 'note', text: 'A regular customer.' });
  }
  if (next() < 0.5) return visitorWrites(world, one, said());
  return operatorDoes(world, one, { kind: 'message', text: world.say(said()) });
}

function visitorWrites(world: World, one: Conversation, nth: number): AppendRequest {
  const { site, past, say } = world;
  const { visitor, chat } = one;
  const event: VisitorSend = { kind: 'message', text: say(nth) };
  const { id, moment } = momentIn(past);
  const json = JSON.stringify(event);
  return {
    target: { visitor, site, orElse: chat },
    authorId: visitor,
    id,
    sentBody: json,
    decide: (found) => {
      const row = found ?? newChat(chat, site, visitor, CONTEXT, moment.at);
      return decideVisitorSend(moment, visitor, { id, event, json }, row, { accepting: true });
    },
  };
}

function operatorDoes(
  { operator, past }: World,
  { chat }: Conversation,
  event: Exclude<OwnSend, { kind: 'tagged' }>,
): AppendRequest {
  const { id, moment } = momentIn(past);
  const sentBody = JSON.stringify(event);
  // The relay completes this step with the operator's name, so that it is not stored as it was sent.
  const forms = event.kind === 'joined' ? { sentHash: hashOfBody(sentBody) } : { json: sentBody };
  return {
    target: { chat },
    authorId: operator.id,
    id,
    sentBody,
    decide: (found) =>
      decideOperatorSend(moment, operator, { id, event, ...forms }, found, () => operator.name),
  };
}

function momentIn(past: Past): { readonly id: EventId; readonly moment: Moment } {
  const at = past.step();
  return { id: past.idAt(at), moment: { at, newEventId: () => past.idAt(at) } };
}
