import type { PanelModel } from '../model.ts';

export { default as css } from './queue.css?inline';

const MINUTE_MS = 60_000;

/** The place in words, and about how long it takes. */
export function View({ model }: { readonly model: PanelModel }) {
  const { words, visitor } = model;
  const { position, wait } = visitor;
  return (
    <p class="queue">
      <span class="rank" aria-hidden="true">
        {position.toLocaleString(words.local)}
      </span>
      {position === 1 ? words.say('nextInQueue') : words.say('positionInQueue', { position })}
      {wait !== null && <> · {words.say('waitInQueue', { count: Math.ceil(wait / MINUTE_MS) })}</>}
    </p>
  );
}
