import type { Hint, NodeId } from '../port.ts';
import type { EchoWatch } from './echo-watch.ts';
import type { Line } from './line.ts';
import { isFrom, type Message, readMessage, type Saying, writeMessage } from './messages.ts';
import type { Names } from './names.ts';
import { createNumbering } from './numbering.ts';
import type { OperatorPresence } from './operator-presence.ts';

/** Beacons go by this part, and so do hints that are of no chat. */
const FIRST_PART = 0;

/**
 * What happened to hints: `dropped` by this node, because nothing could take them; `missed`, said by another node and
 * not heard when it was its turn; `malformed`, something on the channels that is no message of this version.
 */
export type BusLoss = 'dropped' | 'missed' | 'malformed';

/** What this node says to the others, and what it makes of what they say. */
export interface Conversation {
  /** To the other nodes, or nowhere. */
  hint(hint: Hint): void;
  beacon(): void;
  /** Says something on every channel, to hear whether it comes back; the beacon is one of them. */
  beat(): void;
  /** This node is new, or back: who is there? */
  arrive(): void;
  /** Rejects where the server did not take it. */
  leave(): Promise<void>;
  /** A message of no meaning for a part's channel. */
  echo(part: number): string;
  /** Something came on a part's channel. */
  heard(part: number, text: string): void;
}

/** What it needs of the bus. */
export interface ConversationOptions {
  readonly node: NodeId;
  readonly names: Names;
  readonly echoes: EchoWatch;
  readonly operators: OperatorPresence;
  /** Undefined while the bus is down. */
  line(): Line | undefined;
  onHint(hint: Hint): void;
  onLoss(loss: BusLoss, hints: number): void;
}

export function createConversation(options: ConversationOptions): Conversation {
  const { node, names, echoes, operators, line } = options;
  const numbering = createNumbering(names.parts);

  function write(part: number, saying: Saying): string {
    return writeMessage({ from: node, number: numbering.next(part), saying });
  }

  /** Where it is not taken, the watch for echoes notices. */
  function say(part: number, saying: Saying): void {
    line()
      ?.say(part, write(part, saying))
      .catch(() => undefined);
  }

  function beacon(): void {
    say(FIRST_PART, { type: 'beacon', operators: operators.here() });
  }

  /**
   * Whether a message of another node is worth taking. A hint always is: one that was overtaken harms nothing, one that is
   * thrown away may be missed. A beacon that was overtaken says what is no longer so.
   */
  function isNews({ from, number, saying }: Message, part: number): boolean {
    if (!operators.isHeard(from)) return true;
    const place = numbering.place(from, part, number);
    if (place.name === 'gap') options.onLoss('missed', place.missed);
    return place.name !== 'repeat' || saying.type === 'hint';
  }

  function take({ from, saying }: Message): void {
    switch (saying.type) {
      case 'hint':
        options.onHint(saying.hint);
        break;
      case 'beacon':
        operators.heard(from, saying.operators);
        break;
      case 'asks':
        operators.announce();
        break;
      case 'leaves':
        numbering.forget(from);
        operators.nodeLeft(from);
        break;
      case 'echo':
        break;
    }
  }

  return {
    hint(hint) {
      const open = line();
      const part = 'chat' in hint ? names.partOf(hint.chat) : FIRST_PART;
      const dropped = () => options.onLoss('dropped', 1);
      if (!open || open.isFull()) dropped();
      else open.say(part, write(part, { type: 'hint', hint })).catch(dropped);
    },
    beacon,
    beat() {
      echoes.beat();
      beacon();
      for (let part = FIRST_PART + 1; part < names.parts; part += 1) say(part, { type: 'echo' });
    },
    arrive() {
      say(FIRST_PART, { type: 'asks' });
      beacon();
    },
    async leave() {
      await line()?.say(FIRST_PART, write(FIRST_PART, { type: 'leaves' }));
    },
    echo: (part) => write(part, { type: 'echo' }),
    heard(part, text) {
      if (isFrom(node, text)) return echoes.heard(part);
      const message = readMessage(text);
      if (!message) options.onLoss('malformed', 1);
      else if (isNews(message, part)) take(message);
    },
  };
}
