import type {
  ChatId,
  OperatorFrame,
  OperatorPresence,
  ToOperatorFrame,
} from '../../protocol/index.ts';
import { sentFrame } from '../chats/index.ts';
import { chatById, chatOverview, type Mark } from '../storage/index.ts';
import type { Upgrade } from './admit-visitor.ts';
import type { RealtimeDeps, SocketOperator } from './dependencies.ts';
import type { OperatorReader } from './hub.ts';
import { limitsOf } from './limits-of.ts';
import type { Line } from './line.ts';
import { createOperatorVisitors } from './operator-visitors.ts';
import { readInbox, summariseAll } from './read-inbox.ts';
import { createReplay } from './replay.ts';
import type { Conversation } from './socket.ts';

/** Greets an operator's socket: the console's origin, the session; then welcome with every open chat. */
export async function greetOperator(
  deps: RealtimeDeps,
  upgrade: Upgrade,
  sessionSecret: string | undefined,
  line: Line,
): Promise<Conversation<OperatorFrame> | null> {
  if (!deps.isOwnOrigin(upgrade.origin, upgrade.host)) {
    line.close('origin_not_allowed', 'The console is served by the relay itself.');
    return null;
  }
  const operator = await deps.findSession(sessionSecret);
  if (!operator) {
    line.close('not_signed_in');
    return null;
  }
  const held = holdPushes(line);
  const conversation = converse(deps, operator, sessionSecret, line, held.push);
  try {
    line.send({
      type: 'welcome',
      operator: presenceOf(deps, operator),
      epoch: deps.storage.epoch,
      at: deps.now(),
      chats: await readInbox(deps.storage.read, deps.bus),
      operators: [...deps.routing.presence()],
      tags: await deps.listTags(),
      groups: [...deps.routing.groups()],
      limits: limitsOf(deps),
    });
  } catch (error) {
    conversation.onClose();
    throw error;
  }
  held.release();
  return conversation;
}

/** Of news that come while the inbox is read, the welcome may tell the older state: they follow it. */
function holdPushes(line: Line): { readonly push: Line['push']; release(): void } {
  let held: (() => void)[] | null = [];
  return {
    push(kind, frame) {
      if (held) held.push(() => line.push(kind, frame));
      else line.push(kind, frame);
    },
    release() {
      for (const push of held ?? []) push();
      held = null;
    },
  };
}

function presenceOf(deps: RealtimeDeps, operator: SocketOperator): OperatorPresence {
  const known = deps.routing.presence().find(({ id }) => id === operator.id);
  const { id, name, accepting, away, chatLimit } = operator;
  return { id, name, accepting, away, online: true, chats: known?.chats ?? 0, limit: chatLimit };
}

type SendFrame = Extract<OperatorFrame, { type: 'send' }>;

function converse(
  deps: RealtimeDeps,
  operator: SocketOperator,
  sessionSecret: string | undefined,
  line: Line,
  push: Line['push'],
): Conversation<OperatorFrame> {
  const { storage, hub, bus, routing } = deps;
  const replay = createReplay(storage.read, line, 'operator');
  let toldGroups = routing.groups();
  /** As the account is now: they may change their name meanwhile. */
  let account: SocketOperator = operator;
  const reader: OperatorReader = {
    operator: operator.id,
    push,
    onPresence() {
      const frame: ToOperatorFrame = { type: 'presence', operators: [...routing.presence()] };
      push('presence', JSON.stringify(frame));
      if (routing.groups() !== toldGroups) tellGroups();
    },
    onAccess: () => void checkAccess().catch(deps.onFailure),
    goAway(spread) {
      line.send({ type: 'goaway', spread });
      line.close('going_away');
    },
  };
  const visitors = createOperatorVisitors(deps, () => account, line);
  hub.addOperator(reader);

  function tellGroups(): void {
    toldGroups = routing.groups();
    const frame: ToOperatorFrame = { type: 'groups', groups: [...toldGroups] };
    push('groups', JSON.stringify(frame));
  }

  async function checkAccess(): Promise<void> {
    const found = await deps.findSession(sessionSecret);
    if (!found) line.close('not_signed_in');
    else if (found.role !== operator.role) line.close('role_changed');
    else account = found;
  }

  async function send(frame: SendFrame): Promise<void> {
    const { id, chat, event } = frame;
    const outcome = await deps.chats.operatorSends({
      operator: { id: operator.id, name: account.name },
      chat,
      id,
      event,
    });
    if (!outcome.sent) return line.refuseInWords(outcome, id);
    line.sendText(sentFrame(id, outcome));
  }

  async function watch(chat: ChatId, after: number, epoch: string): Promise<void> {
    const row = await chatOverview(storage.read, chat);
    if (!row) return line.refuse('not_found', 'this chat');
    hub.watch(reader, chat);
    // The welcome names only those that closed last.
    if (row.state === 'closed') {
      for (const summary of await summariseAll(bus, [row]))
        line.send({ type: 'chat', chat: summary });
    }
    const from = epoch === storage.epoch ? after : 0;
    await replay({ chat, after: from });
  }

  async function moveTo(mark: Mark, chat: ChatId, seq: number): Promise<void> {
    const row = await chatById(storage.read, chat);
    if (!row) return line.refuse('not_found', 'this chat');
    if (!(await deps.chats.moveMark({ chat, mark, role: 'operator', seq }))) return;
    const frame = JSON.stringify({ type: mark, chat, role: 'operator', seq });
    bus.publish({ type: mark, chat, visitor: row.visitor_id, role: 'operator', seq, frame });
  }

  async function typing(chat: ChatId): Promise<void> {
    const row = await chatById(storage.read, chat);
    if (!row) return line.refuse('not_found', 'this chat');
    const author = { role: 'operator', id: operator.id };
    const frame = JSON.stringify({ type: 'typing', chat, author });
    const visitor = row.visitor_id;
    bus.publish({ type: 'typing', chat, visitor, frame, from: operator.id, role: 'operator' });
  }

  async function setAccepting(accepting: boolean): Promise<void> {
    await deps.setAccepting(operator.id, accepting);
    bus.publish({ type: 'presence', operator: operator.id });
  }

  async function act(frame: OperatorFrame): Promise<void> {
    switch (frame.type) {
      case 'send':
        return send(frame);
      case 'typing':
        return typing(frame.chat);
      case 'seen':
      case 'delivered':
        return moveTo(frame.type, frame.chat, frame.seq);
      case 'presence':
        return setAccepting(frame.accepting);
      case 'watch':
        return watch(frame.chat, frame.after, frame.epoch);
      case 'unwatch':
        return hub.unwatch(reader, frame.chat);
      case 'fetch':
        return replay(frame);
      case 'watchVisitors': {
        const { type, ...wish } = frame;
        return visitors.watch(wish);
      }
      case 'unwatchVisitors':
        return visitors.unwatch();
      case 'startChat':
        return visitors.startChat(frame);
      case 'ping':
        if (frame.used) bus.publish({ type: 'used', operator: operator.id });
        return;
      case 'hello':
      case 'bye':
        return;
    }
  }

  return {
    async onFrame(frame) {
      if (operator.role === 'viewer' && isWriting(frame)) {
        const id = 'id' in frame ? frame.id : undefined;
        return line.refuse('not_allowed', 'a viewer can read but not write', id);
      }
      return act(frame);
    },
    onClose() {
      hub.removeOperator(reader);
      visitors.unwatch();
    },
  };
}

function isWriting({ type }: OperatorFrame): boolean {
  return (
    type === 'send' ||
    type === 'startChat' ||
    type === 'typing' ||
    type === 'seen' ||
    type === 'presence'
  );
}
