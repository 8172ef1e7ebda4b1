import type { LinePlan } from '../load/plan.ts';

/** What an acknowledged message outlives: nothing, a killed process, or a power cut. */
export type Durability = 'memory' | 'process crash' | 'power loss';

/** Something that takes messages and passes them on, as a server in processes of its own. */
export interface Contender {
  readonly name: string;
  readonly durability: Durability;
  /** Why it cannot run on this machine; undefined where it can. */
  lacks(): string | undefined;
  start(options?: StartOptions): Promise<RunningContender>;
}

export interface StartOptions {
  /** Each fsync and fdatasync of the server takes so much longer. Needs strace. */
  readonly slowSyncMs?: number;
  /** Counts fsync and fdatasync; costs time, so only in runs that are not timed. Needs strace. */
  readonly countsSyncs?: boolean;
  /** A folder of an earlier run; it is not removed. Default: a new one. */
  readonly dataDir?: string;
}

export interface RunningContender {
  /** Seconds of CPU, user and system, of all its processes until now. */
  cpuSeconds(): number;
  /** Resident memory of all its processes, in bytes. */
  residentBytes(): number;
  /** Calls of fsync and fdatasync until now; 0 where they are not counted. */
  syncs(): number;
  /** Lines that write, each in a chat (or what is like one here) of its own. */
  senders(count: number): Promise<readonly LinePlan[]>;
  /** Lines each of which is handed all that is written by these senders; empty where it hands nothing on. */
  receivers(count: number, senders: number): Promise<readonly LinePlan[]>;
  /** Ends it as an orderly stop does, and removes its folder. */
  stop(): Promise<void>;
}
