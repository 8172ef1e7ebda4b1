import { randomUUID } from 'node:crypto';
import type { Bus, Hint, NodeId } from '../port.ts';
import { type RedisAddress, readAddress } from './address.ts';
import { createAsk } from './ask-within.ts';
import { type BusLoss, createConversation } from './conversation.ts';
import { createEchoWatch } from './echo-watch.ts';
import { explainFailure } from './explain-failure.ts';
import { type KeepLineOptions, type KeptLine, keepLine } from './keep-line.ts';
import { openLine } from './line.ts';
import { createNames } from './names.ts';
import { createOperatorPresence } from './operator-presence.ts';
import { createSharedUses } from './shared-uses.ts';
import { createStateTeller } from './state-teller.ts';
import { createVisitorPresence } from './visitor-presence.ts';

/** How to join the nodes by a server that speaks Redis's protocol. */
export interface RedisBusOptions {
  readonly url: string;
  /** Names the installation, so that several may share a server. */
  readonly installation: string;
  /** Milliseconds between two beacons, the same on all nodes; every longer time is counted in them. Default 1,000. */
  readonly beatMs?: number;
  /** Told of hints that went nowhere; they harm nothing and are worth counting. */
  onLoss?(loss: BusLoss, hints: number): void;
  /** Told after each attempt that failed, in a sentence for the log, why the bus is not up again. */
  onTrouble?(sentence: string): void;
}

/** Opens the bus, or rejects within five seconds with one sentence on what is wrong with REDIS_URL and what to do. */
export async function openRedisBus(options: RedisBusOptions): Promise<Bus> {
  const { installation, beatMs = 1_000 } = options;
  const address = readAddress(options.url);
  const node = randomUUID() as NodeId; // random, which is what the brand stands for
  const names = createNames(installation, address.kind);
  const listeners = new Set<(hint: Hint) => void>();
  const state = createStateTeller();
  const echoes = createEchoWatch(names.parts);
  const ask = createAsk();
  let kept: KeptLine | undefined;
  let isClosed = false;
  const line = () => kept?.now();
  const client = () => line()?.client;

  function tell(hint: Hint): void {
    for (const listener of listeners) listener(hint);
  }

  const operators = createOperatorPresence({
    node,
    beacon: () => conversation.beacon(),
    onChange: (operator) => tell({ type: 'presence', operator }),
  });
  const { isHeard } = operators;
  const visitors = createVisitorPresence({ node, names, beatMs, ask, client, isHeard });
  const conversation = createConversation({
    ...{ node, names, echoes, operators, line },
    onHint: tell,
    onLoss: (loss, hints) => options.onLoss?.(loss, hints),
  });

  function beat(): void {
    if (echoes.isSilent()) kept?.drop();
    if (!line()) return;
    if (echoes.isAnswered()) operators.roundPassed();
    conversation.beat();
    visitors.beat();
  }

  kept = await keepFirstLine(address, {
    beatMs,
    open: (signal) =>
      openLine({ address, names, onMessage: conversation.heard, echo: conversation.echo }, signal),
    onUp() {
      echoes.reset();
      operators.wasDeaf();
      conversation.arrive();
      visitors.refresh();
      state.become('up');
    },
    onDown: () => state.become('down'),
    onFailure: (error) => options.onTrouble?.(explainFailure(error, address)),
  });
  conversation.arrive();
  const beating = setInterval(beat, beatMs);

  return {
    node,
    publish(hint) {
      if (isClosed) return;
      tell(hint);
      conversation.hint(hint);
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    presence: {
      operatorCame: operators.came,
      operatorLeft: operators.left,
      nodesOf: operators.nodesOf,
      visitorCame: visitors.came,
      visitorLeft: visitors.left,
      visitorsHere: visitors.here,
    },
    countUse: createSharedUses({ names, ask, client }),
    state: state.now,
    onState: state.onChange,
    otherNodes: operators.otherNodes,
    async close() {
      isClosed = true;
      listeners.clear();
      state.close();
      clearInterval(beating);
      operators.close();
      await ask(conversation.leave, () => undefined);
      kept?.close();
    },
  };
}

/** Fails without the error behind it: the library's errors carry the command that failed, and its password. */
async function keepFirstLine(address: RedisAddress, options: KeepLineOptions): Promise<KeptLine> {
  const kept = await keepLine(options).catch((error) => explainFailure(error, address));
  if (typeof kept === 'string') throw new Error(kept);
  return kept;
}
