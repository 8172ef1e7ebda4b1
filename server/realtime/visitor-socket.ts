import type { ChatId, VisitorFrame, VisitorHello } from '../../protocol/index.ts';
import { LIMITS } from '../../protocol/index.ts';
import { headOf } from '../chats/index.ts';
import { type ChatRow, chatsOfVisitor } from '../storage/index.ts';
import { admitVisitor, type Upgrade } from './admit-visitor.ts';
import type { RealtimeDeps } from './dependencies.ts';
import type { Line } from './line.ts';
import { replay } from './replay.ts';
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
  await catchUp(deps, hello, rows[0], line);
  return conversation;
}

/** Live events may overtake the replay: the client sees that by `prev` and puts them in order. */
async function catchUp(
  deps: RealtimeDeps,
  hello: VisitorHello,
  latest: ChatRow | undefined,
  line: Line,
): Promise<void> {
  if (!latest) return;
  const knows = hello.chat?.id === latest.id && hello.chat.epoch === deps.storage.epoch;
  const after = knows ? hello.chat?.after : 0;
  const frames = await replay(deps.storage.read, { chat: latest.id, after }, 'visitor');
  for (const frame of frames) line.sendText(frame);
  const position = deps.routing.positionOf(latest.id);
  if (position > 0) line.send({ type: 'queue', chat: latest.id, position });
}

function converse(deps: RealtimeDeps, self: Self): Conversation<VisitorFrame> {
  const { hub, bus, routing } = deps;
  const { visitor, line } = self;
  let accepting = routing.isAccepting();
  let position = 0;
  /** The open chat as it was last looked up: when the line ends, the database may be closed already. */
  let known: ChatId | undefined;
  const acts = createVisitorActs(deps, self, (chat) => {
    known = chat;
  });

  const leaveHub = hub.addVisitor({
    visitor,
    sendText: line.sendText,
    onAvailability: () => void tellAvailability().catch(deps.onFailure),
    goAway(spread) {
      line.send({ type: 'goaway', spread });
      line.close('going_away');
    },
  });
  void acts.tellOperators().catch(deps.onFailure);

  async function tellAvailability(): Promise<void> {
    if (routing.isAccepting() !== accepting) {
      accepting = !accepting;
      line.send({ type: 'presence', accepting });
    }
    const chat = await acts.openChat();
    const place = chat ? routing.positionOf(chat.id) : 0;
    if (!chat || place === position) return;
    position = place;
    line.send({ type: 'queue', chat: chat.id, position });
  }

  return {
    onFrame: acts.onFrame,
    onClose() {
      leaveHub();
      if (known) bus.publish({ type: 'chat', chat: known });
    },
  };
}
