import { type Logger, pino } from 'pino';
import { createMetrics, type Metrics } from './metrics.ts';
import { createReportFailure, type ReportFailure } from './report-failures.ts';

export type { Logger } from 'pino';
export type { Metrics } from './metrics.ts';

/** What a relay tells about itself. */
export interface Telemetry {
  readonly log: Logger;
  readonly metrics: Metrics;
  readonly reportFailure: ReportFailure;
}

/** Secrets that must not reach the log, however deep a request is logged. */
const SECRETS = ['authorization', 'cookie', 'set-cookie', 'token', 'password', 'secret'];
const REDACTED = SECRETS.flatMap((name) => ['', '*.', '*.*.'].map((depth) => pathOf(depth, name)));

/**
 * Log (JSON lines on standard error, so that standard output is left to people) and metrics. Callers never log message
 * text, names, e-mail addresses or IP addresses.
 */
export function createTelemetry(level: string): Telemetry {
  const options = {
    level,
    base: null,
    redact: { paths: REDACTED, censor: '[hidden]' },
    serializers: { err: errorForLog, error: errorForLog },
  };
  const log = pino(options, process.stderr);
  return { log, metrics: createMetrics(), reportFailure: createReportFailure(log) };
}

function pathOf(depth: string, name: string): string {
  return /^\w+$/.test(name) ? `${depth}${name}` : `${depth.replace(/\.$/, '')}["${name}"]`;
}

/** Only what a developer needs of an error: libraries hang requests and parameters on theirs. */
function errorForLog(error: unknown): object {
  if (!(error instanceof Error)) return { message: String(error) };
  const { name, message, stack, cause } = error;
  return { name, message, stack, ...(cause !== undefined && { cause: errorForLog(cause) }) };
}
