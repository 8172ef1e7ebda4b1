import { setTimeout as pass } from 'node:timers/promises';
import type { Connections, Session } from './connections.ts';

/**
 * Who else may use the database. `alone`: nobody, as there is no bus; `together`: other relays that say so too; `never`: nobody at
 * all, while a command replaces everything; `beside`: does not ask.
 */
export type Use = 'alone' | 'together' | 'never' | 'beside';

/** Advisory locks of the database (PostgreSQL manual, 13.3.5): ours are of this class. */
const LOCK_CLASS = 0x43424c; // CBL
const RELAYS = 1;
/** A relay that was killed holds its lock until its server notices. */
const PATIENCE_MS = 5_000;
const TRY_EVERY_MS = 100;
const LOOK_MS = 1_000;
/** Whoever has the database for so long after the connection was back keeps it. */
const GIVE_UP_MS = 60_000;

const REFUSALS = {
  alone:
    'Another relay uses it: stop that one first, or set REDIS_URL on all of them so that they work side by side.',
  together:
    'A relay that has no REDIS_URL, or a command such as move or restore, uses it: stop that first, or wait until it is done.',
  never: 'A relay uses it: stop all of them first.',
} as const;

/** What lets the database go again. */
export type Unlock = () => Promise<void>;

/** What may have happened while the connection was lost. */
export interface LockEvents {
  /** The database is this process's again; somebody may have replaced everything in between. */
  readonly onAgain: () => void;
  /** Somebody else has it, and keeps it. */
  readonly onTaken: () => void;
}

/** The connection is there, and the lock is somebody else's. */
class LockTaken extends Error {}

/**
 * Takes the database for this process in a session of its own, which the server ends with the process. When the connection is
 * lost it is taken anew. Rejects with an error of one line.
 */
export async function lockDatabase(
  connections: Connections,
  use: Use,
  { onAgain, onTaken }: LockEvents,
): Promise<Unlock> {
  if (use === 'beside') return () => connections.end();
  const taken = use;
  let session: Session | null = await take(PATIENCE_MS);
  let looking = Promise.resolve();
  let takenSince: number | null = null;
  const watch = setInterval(() => {
    looking = looking.then(look).catch(noteTaken);
  }, LOOK_MS).unref();

  async function take(patienceMs: number): Promise<Session> {
    const candidate = await connections.session();
    try {
      if (await tryFor(candidate, taken, patienceMs)) return candidate;
      throw new LockTaken(REFUSALS[taken]);
    } catch (error) {
      candidate.release(true);
      throw error;
    }
  }

  async function look(): Promise<void> {
    if (session && (await isAlive(session))) return;
    session?.release(true);
    session = null;
    session = await take(0);
    takenSince = null;
    onAgain();
  }

  /** A server that does not answer is waited for; a lock that somebody else holds only for a while. */
  function noteTaken(error: unknown): void {
    if (!(error instanceof LockTaken)) takenSince = null;
    else takenSince ??= performance.now();
    if (takenSince !== null && performance.now() - takenSince > GIVE_UP_MS) onTaken();
  }

  return async () => {
    clearInterval(watch);
    await looking;
    session?.release(true);
    await connections.end();
  };
}

async function isAlive(session: Session): Promise<boolean> {
  try {
    await session.query('SELECT 1');
    return true;
  } catch {
    return false; // the lock went with the connection
  }
}

async function tryFor(
  session: Session,
  use: Exclude<Use, 'beside'>,
  patienceMs: number,
): Promise<boolean> {
  const kind = use === 'together' ? '_shared' : '';
  const end = performance.now() + patienceMs;
  for (;;) {
    const { rows } = await session.query<{ taken: boolean }>(
      `SELECT pg_try_advisory_lock${kind}(${LOCK_CLASS}, ${RELAYS}) AS taken`,
    );
    if (rows[0]?.taken) return true;
    if (performance.now() >= end) return false;
    await pass(TRY_EVERY_MS);
  }
}
