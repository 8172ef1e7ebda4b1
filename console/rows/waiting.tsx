import { signal, useComputed } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { ahead, duration, t } from '../text/index.ts';

const MINUTE_MS = 60_000;

/** The local clock in whole seconds, which runs only while somebody on the screen waits. */
const second = signal(Date.now());
let watchers = 0;
let timer: ReturnType<typeof setInterval> | undefined;

function run(): () => void {
  watchers += 1;
  // Set by the first alone: each change writes the words of all who wait.
  if (watchers === 1) {
    second.value = Date.now();
    timer = setInterval(() => {
      second.value = Date.now();
    }, 1_000);
  }
  return () => {
    watchers -= 1;
    if (watchers > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}

/** How long a visitor has waited for an answer, running: by the second within the first minute, then by the minute. */
export function Waiting({
  since,
  words: key = 'waitingFor',
}: {
  since: number;
  /** The sentence it stands in. */
  words?: 'waitingFor' | 'longestWait';
}) {
  useEffect(run, []);
  // Written where the words change, without drawing anything anew: a thousand may wait.
  const words = useComputed(() => t(key, { time: waited(second.value + ahead.value - since) }));
  return <span class="waiting-time">{words}</span>;
}

/** How long an offer may still be accepted, running; nothing once that is over. */
export function OfferEnds({ until }: { until: number }) {
  useEffect(run, []);
  const left = Math.ceil((until - ahead.value - second.value) / 1_000) * 1_000;
  if (left <= 0) return null;
  return <span class="state offer-ends">{t('offerEnds', { time: duration(left) })}</span>;
}

function waited(ms: number): string {
  const passed = Math.max(0, ms);
  return duration(passed < MINUTE_MS ? passed : passed - (passed % MINUTE_MS));
}
