import type { VisitorState } from '../../../client/index.ts';
import { asText, type Said } from '../../../protocol/index.ts';
import type { Translator } from '../../text/index.ts';
import { createChoices } from '../attention-choices.ts';
import type { VisitorLine } from '../visitor-line.ts';
import { unreadOf } from '../visitor-status.ts';
import { createNotifier } from './notifier.ts';
import { ring } from './ring.ts';
import { createTitleFlash } from './title-flash.ts';

/** Tells of news while the visitor looks elsewhere: the page's title, a sound, and a notification where they asked for one. */
export interface Attention {
  /** Something may have come, or been seen. */
  look(): void;
  destroy(): void;
}

/** `button` is the launcher; `words` is asked each time, since the language may change. */
export function createAttention(
  line: Pick<VisitorLine, 'client' | 'unread' | 'choices'>,
  button: HTMLButtonElement,
  words: () => Translator,
): Attention {
  const choices = createChoices(line.choices);
  const title = createTitleFlash(document);
  const notifier = createNotifier(() => {
    if (button.ariaExpanded !== 'true') button.click();
  });
  /** What came before nobody is told of twice. */
  let told: string | undefined;

  function tell(state: VisitorState, { id, authorName, body }: Said): void {
    if (id === told || body.kind !== 'message') return;
    told = id;
    if (!choices.isMuted) ring(id);
    if (!choices.isNotifying || document.visibilityState === 'visible') return;
    const from = asText(authorName) || asText(state.view.operator?.name) || words().say('operator');
    notifier.show(id, from, asText(body.text));
  }

  return {
    look() {
      const state = line.client.getState();
      const unread = line.unread();
      const newest = unreadOf(state).at(-1);
      title.set(unread, words().say('unread', { count: unread }));
      if (unread > 0 && newest) tell(state, newest);
      else notifier.clear();
    },
    destroy() {
      title.set(0, '');
      title.destroy();
      notifier.clear();
    },
  };
}
