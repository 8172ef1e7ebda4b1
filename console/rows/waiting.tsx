import { signal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { duration } from '../text/index.ts';

/** The local clock in whole seconds, which runs only while somebody on the screen waits. */
const second = signal(Date.now());
let watchers = 0;
let timer: ReturnType<typeof setInterval> | undefined;

function run(): () => void {
  watchers += 1;
  timer ??= setInterval(() => {
    second.value = Date.now();
  }, 1_000);
  second.value = Date.now();
  return () => {
    watchers -= 1;
    if (watchers > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}

/** How long somebody has waited, running. */
export function Waiting({ since }: { since: number }) {
  useEffect(run, []);
  return <span class="waiting-time"> {duration(Math.max(0, second.value - since))}</span>;
}
