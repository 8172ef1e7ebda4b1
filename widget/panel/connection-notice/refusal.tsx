import { useEffect } from 'preact/hooks';
import { asText } from '../../../protocol/index.ts';
import { Icon, OFFLINE } from '../icon/index.ts';
import type { PanelModel } from '../model.ts';
import { isSiteGone } from '../site-gone.ts';

export { default as css } from './refusal.css?inline';

/** Why the relay refuses the line for good: what a visitor can know of it in their language, else its own sentence. */
export function View({ model }: { readonly model: PanelModel }) {
  const { words, visitor } = model;
  const { connection } = visitor;
  const reason = connection.name === 'refused' ? asText(connection.reason) : '';
  useEffect(() => {
    // A refusal is for the page's owner too: it says what to change.
    // biome-ignore lint/suspicious/noConsole: the page's owner looks here
    if (reason !== '') console.error(`Counterbell: ${reason}`);
  }, [reason]);
  return (
    <p class="line refused">
      <Icon shape={OFFLINE} />
      <span>{isSiteGone(connection) ? words.say('gone') : words.say('refused', { reason })}</span>
    </p>
  );
}
