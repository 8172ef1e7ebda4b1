import type { Logger } from 'pino';

/** The same failure is logged at most this often: a full disk fails every write, and often holds the log too. */
const QUIET_MS = 60_000;
/** Failures that are remembered; beyond them it begins anew, so that ever new words cannot fill the memory. */
const MAX_KNOWN = 100;

/** Logs a failure with what was going on, and details that carry nothing about a person. */
export type ReportFailure = (error: unknown, what: string, details?: object) => void;

/** The first of its kind is logged at once; the next ones are counted, and told with the first one after a minute. */
export function createReportFailure(log: Logger, now: () => number = Date.now): ReportFailure {
  const known = new Map<string, { loggedAt: number; repeats: number }>();
  return (error, what, details = {}) => {
    const kind = String(error);
    const last = known.get(kind);
    if (last && Math.abs(now() - last.loggedAt) < QUIET_MS) {
      last.repeats += 1;
      return;
    }
    if (known.size >= MAX_KNOWN) known.clear();
    known.set(kind, { loggedAt: now(), repeats: 0 });
    const repeats = last?.repeats ?? 0;
    log.error({ error, ...details, ...(repeats > 0 && { repeats }) }, what);
  };
}
