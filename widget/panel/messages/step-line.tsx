import type { Step } from '../../../protocol/index.ts';
import type { Translator } from '../../text/index.ts';
import { asText } from './group-messages.ts';

/** A step of the chat's life between the messages. */
export function StepLine({ step, words }: { readonly step: Step; readonly words: Translator }) {
  const said = sentenceFor(step, words);
  return said === '' ? null : <p class="step">{said}</p>;
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
    case 'assigned':
      // Who was offered the chat is the operators' matter until they join.
      return '';
  }
}
