import type { Translator } from '../../text/index.ts';
import type { Field, Problem } from './check-answers.ts';

interface FormFieldProps {
  readonly name: Field;
  readonly label: string;
  readonly value: string;
  readonly problem: Problem | undefined;
  readonly words: Translator;
  readonly autoComplete: 'name' | 'email' | 'off';
  readonly onValue: (value: string) => void;
}

/** One field with its label, and what is wrong with it in words. */
export function FormField(props: FormFieldProps) {
  const { name, label, value, problem, words, autoComplete, onValue } = props;
  const shared = {
    id: `field-${name}`,
    name,
    value,
    autoComplete,
    'aria-invalid': problem !== undefined,
    'aria-describedby': problem && `problem-${name}`,
    'aria-required': true,
    inputMode: name === 'email' ? ('email' as const) : ('text' as const),
    dir: 'auto' as const,
  };
  return (
    <div class="field">
      <label for={shared.id}>{label}</label>
      {name === 'message' ? (
        <textarea {...shared} rows={4} onInput={(event) => onValue(event.currentTarget.value)} />
      ) : (
        <input {...shared} onInput={(event) => onValue(event.currentTarget.value)} />
      )}
      {problem && (
        <p class="problem" id={`problem-${name}`}>
          {sentenceFor(problem, words)}
        </p>
      )}
    </div>
  );
}

function sentenceFor(problem: Problem, words: Translator): string {
  switch (problem.name) {
    case 'missing':
      return words.say('formMissing');
    case 'not-an-address':
      return words.say('formEmailWrong');
    case 'too-long':
      return words.say('formTooLong', { limit: problem.limit });
  }
}
