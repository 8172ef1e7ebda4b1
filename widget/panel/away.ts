import type { VisitorState } from '../../client/index.ts';
import type { Translator } from '../text/index.ts';

/** Why nobody answers now, and when somebody does again. */
export function awaySentence(visitor: VisitorState, words: Translator): string {
  const { reason, backAt } = visitor;
  if (backAt !== null) {
    return words.say('backAt', { day: words.day(backAt, Date.now()), time: words.time(backAt) });
  }
  if (reason === 'closed') return words.say('shut');
  return words.say(reason === 'full' ? 'busy' : 'unavailable');
}
