import type { ChatId, VisitorFrame, VisitorHello } from '../../protocol/index.ts';
import { LIMITS } from '../../protocol/index.ts';
import { headOf } from '../chats/index.ts';
import type { Place } from '../routing/index.ts';
import { type ChatRow, chatsOfVisitor } from '../storage/index.ts';
import { admitVisitor, type Upgrade } from './admit-visitor.ts';
import type { RealtimeDeps } from './dependencies.ts';
import type { Line } from './line.ts';
import type { Replay, Stretch } from './replay.ts';
import type { Conversation } from './socket.ts';
import { createVisitorActs, type Self } from './visitor-acts.ts';

/** Chats listed in a `welcome`. */
const CHATS_IN_WELCOME = 20;

/** Greets a visitor who stays on the line: welcome and what they missed, then everything as it happens. */
export async function greetVisitor(
  deps: RealtimeDeps,
  upgrade: Upgrade,
  hello: VisitorHello,
  line: Line,
): Promise<Conversation<VisitorFrame> | null> {
  const admitted = await admitVisitor(deps, upgrade, hello, line);
  if (!admitted) return null;
  const { self, newToken } = admitted;
  const { site, visitor } = self;
  const rows = await chatsOfVisitor(deps.storage.read, visitor, site.id, CHATS_IN_WELCOME);
  line.send({
    type: 'welcome',
    visitor,
    ...(newToken && { token: newToken }),
    epoch: deps.storage.epoch,
    chats: rows.map(headOf),
    limits: { frameBytes: LIMITS.frameBytes, textCodePoints: LIMITS.textCodePoints },
    config: site.settings,
    accepting: deps.routing.isAccepting(),
  });
  const conversation = converse(deps, self);
  if (rows[0]) void conversation.replay(missed(deps, hello, rows[0])).catch(deps.onFailure);
  conversation.tellPlace();
  return conversation;
}

/** What the client has not got yet. Live events may overtake it: the client sees that by `prev` and puts them in order. */
function missed(deps: RealtimeDeps, hello: VisitorHello, latest: ChatRow): Stretch {
  const knows = hello.chat?.id === latest.id && hello.chat.epoch === deps.storage.epoch;
  return { chat: latest.id, after: knows ? hello.chat?.after : 0 };
}

function converse(
  deps: RealtimeDeps,
  self: Self,
): Conversation<VisitorFrame> & { tellPlace(): void; replay: Replay } {
  const { hub, bus, routing } = deps;
  const { visitor, line } = self;
  let accepting = routing.isAccepting();
  let place: Place | undefined;
  /** The open chat as it was last looked up: when the line ends, the database may be closed already. */
  let known: ChatId | undefined;
  const acts = createVisitorActs(deps, self, (chat) => {
    known = chat;
  });

  const leaveHub = hub.addVisitor({
    visitor,
    push: (kind, frame) => line.push(kind, frame),
    onAvailability: tellAvailability,
    goAway(spread) {
      line.send({ type: 'goaway', spread });
      line.close('going_away');
    },
  });
  void acts.tellOperators().catch(deps.onFailure);

  function tellAvailability(): void {
    if (routing.isAccepting() !== accepting) {
      accepting = !accepting;
      line.send({ type: 'presence', accepting });
    }
    tellPlace();
  }

  function tellPlace(): void {
    const last = place;
    place = routing.placeOf(visitor);
    if (place?.position === last?.position) return;
    if (place) line.send({ type: 'queue', ...place });
    else if (last) line.send({ type: 'queue', chat: last.chat, position: 0 });
  }

  return {
    onFrame: acts.onFrame,
    tellPlace,
    replay: acts.replay,
    onClose() {
      leaveHub();
      if (known) bus.publish({ type: 'chat', chat: known });
    },
  };
}
