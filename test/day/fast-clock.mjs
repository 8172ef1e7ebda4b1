/**
 * Loaded into a relay's process before its own code (`node --import`): its clocks and timers run faster than the world's, as
 * `DAY_CLOCK=startsAt,since,speed` says: it was `startsAt` when it was `since`, both in milliseconds since 1970. The relay itself
 * knows nothing of it.
 */
import { syncBuiltinESMExports } from 'node:module';
import timers from 'node:timers';
import later from 'node:timers/promises';

const [startsAt, since, speed] = (process.env.DAY_CLOCK ?? '').split(',').map(Number);

const { timeOrigin } = performance;
const elapsed = performance.now.bind(performance);
performance.now = () => elapsed() * speed;

function now() {
  return Math.floor(startsAt + (timeOrigin + elapsed() - since) * speed);
}

globalThis.Date = class extends Date {
  constructor(...parts) {
    super(...(parts.length > 0 ? parts : [now()]));
  }
  static now() {
    return now();
  }
};

const { setTimeout: once, setInterval: again } = globalThis;
globalThis.setTimeout = (act, ms, ...values) => once(act, (ms ?? 0) / speed, ...values);
globalThis.setInterval = (act, ms, ...values) => again(act, (ms ?? 0) / speed, ...values);
timers.setTimeout = globalThis.setTimeout;
timers.setInterval = globalThis.setInterval;
const { setTimeout: pass } = later;
later.setTimeout = (ms, value, options) => pass((ms ?? 0) / speed, value, options);
syncBuiltinESMExports();
