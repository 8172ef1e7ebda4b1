import { asText, type FormField } from '../../../protocol/index.ts';
import type { AnswerProblem } from '../../../protocol/later.ts';
import type { Translator } from '../../text/index.ts';

/** Fields that every language has words for. */
const OWN_LABELS: Readonly<Record<string, Parameters<Translator['say']>[0]>> = {
  name: 'formName',
  email: 'formEmail',
  phone: 'formPhone',
  message: 'formMessage',
};

/** What a field is called, and whether it may be left empty. Pure. */
export function labelOf({ id, label, required }: FormField, words: Translator): string {
  const own = OWN_LABELS[id];
  const name = asText(label) || (own ? words.say(own) : id);
  return required ? name : words.say('formOptional', { label: name });
}

/** What is wrong with an answer, for the visitor. Pure. */
export function sentenceFor({ name, limit = 0 }: AnswerProblem, words: Translator): string {
  switch (name) {
    case 'not-an-address':
      return words.say('formEmailWrong');
    case 'not-a-number':
      return `${words.say('formMissing')} (+44 20 7946 0000)`;
    case 'too-long':
      return words.say('formTooLong', { limit });
    // In a form that was drawn from its own fields, any other answer is one that is not there.
    case 'missing':
    case 'not-an-option':
    case 'wrong-kind':
    case 'other-label':
    case 'twice':
    case 'unknown':
      return words.say('formMissing');
  }
}
