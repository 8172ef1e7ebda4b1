import type { PanelModel } from '../model.ts';

/** Where the visitor stands in the queue, live. */
export function QueuePosition({ model }: { readonly model: PanelModel }) {
  const { words, visitor } = model;
  const { position } = visitor;
  return (
    <div class="notice" role="status">
      {position > 0 && (
        <p class="queue">
          <span class="rank" aria-hidden="true">
            {position}
          </span>
          {position === 1 ? words.say('nextInQueue') : words.say('positionInQueue', { position })}
        </p>
      )}
    </div>
  );
}
