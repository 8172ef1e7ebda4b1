import { asText, type Step } from '../../../protocol/index.ts';
import type { Translator } from '../../text/index.ts';

/** A step of the chat's life between the messages. */
export function StepLine({ step, words }: { readonly step: Step; readonly words: Translator }) {
  return <p class="step">{sentenceFor(step, words)}</p>;
}

function sentenceFor({ body }: Step, words: Translator): string {
  switch (body.kind) {
    case 'queued':
      return words.say(body.offline ? 'queuedOffline' : 'queued');
    case 'joined':
      return words.say('joined', { name: asText(body.operator.name) || words.say('operator') });
    case 'closed':
      return words.say('closed');
    case 'reopened':
      return words.say('reopened');
    // No other one is a row.
    default:
      return '';
  }
}
