import type { ChatId, EventId, VisitorId } from '../../protocol/index.ts';
import type { Random } from '../helpers/seeded-random.ts';
import type { Misfortune } from './keep-killing.ts';
import type { RelayLife } from './relay-life.ts';
import type { Death, RelayProcess } from './relay-process.ts';
import type { Tally } from './tally.ts';

/** An event as it stands in the database. */
export interface LogRow {
  readonly visitor: VisitorId;
  readonly chat: ChatId;
  readonly seq: number;
  readonly id: EventId;
  readonly author: 'visitor' | 'operator' | 'system';
  readonly audience: 'all' | 'operators';
}

/** Reads all events of these visitors' chats, chat by chat, in the order of their numbers. */
export type ReadLog = (visitors: readonly VisitorId[]) => Promise<readonly LogRow[]>;

/** What a run is about: relays, what they stand on, and what can happen to it. */
export interface Installation {
  /** Where clients connect: a relay's port, or that of the balancer in front of several. */
  readonly port: number;
  readonly relays: readonly [RelayProcess, ...RelayProcess[]];
  /** Single use; of the relay that was started last. */
  readonly ownerLink: string;
  readonly deaths: readonly [Death, ...Death[]];
  /** How long a relay may fail to start again: while what it stands on is away, and no longer. */
  readonly startsWithinMs: number;
  /** What may happen at any moment; often what stands there several times. */
  misfortunes(lives: readonly RelayLife[], random: Random, tally: Tally): readonly Misfortune[];
  /** Names of what is tallied besides deaths of relays. */
  readonly otherNames: readonly string[];
  readonly readLog: ReadLog;
  /** What the report says besides. */
  notes(): readonly [what: string, count: number][];
  /** Ends everything and removes what was stored. */
  close(): Promise<void>;
}

/** How an end of a relay is called in tally and report. */
export function nameOfEnd(how: Death | 'in-order'): string {
  return how === 'in-order' ? 'relay restarted in order' : `relay killed: ${how}`;
}
