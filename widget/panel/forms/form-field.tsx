import { asText, type FormField as Field } from '../../../protocol/index.ts';
import type { AnswerProblem } from '../../../protocol/later.ts';
import type { Translator } from '../../text/index.ts';
// Not by the folder's door: that is loaded with the panel.
import { MessageText } from '../messages/message-text.tsx';
import { FieldInput, type Shared } from './field-input.tsx';
import { labelOf, sentenceFor } from './form-words.ts';

interface FormFieldProps {
  readonly field: Field;
  readonly value: string | boolean;
  readonly problem: AnswerProblem | undefined;
  readonly words: Translator;
  readonly onValue: (value: string | boolean) => void;
}

/** One field with its label, and what is wrong with it in words. */
export function FormField({ field, value, problem, words, onValue }: FormFieldProps) {
  const { id, kind } = field;
  const shared: Shared = {
    id: `field-${id}`,
    name: id,
    'aria-invalid': problem !== undefined,
    'aria-describedby': problem && `problem-${id}`,
    'aria-required': field.required,
  };
  const wrong = problem && (
    <p class="problem" id={`problem-${id}`}>
      {sentenceFor(problem, words)}
    </p>
  );
  switch (kind) {
    case 'checkbox':
    case 'consent':
      return (
        <div class="field">
          <label class="tick">
            <input
              {...shared}
              type="checkbox"
              checked={value === true}
              onChange={({ currentTarget }) => onValue(currentTarget.checked)}
            />
            <MessageText text={asText(field.label)} />
          </label>
          {wrong}
        </div>
      );
    case 'radio':
      return (
        <fieldset class="field">
          <legend>{labelOf(field, words)}</legend>
          {field.options?.map((option) => (
            <label key={option} class="tick">
              <input
                {...shared}
                id={undefined}
                type="radio"
                value={option}
                checked={value === option}
                onChange={() => onValue(option)}
              />
              <span>{asText(option)}</span>
            </label>
          ))}
          {wrong}
        </fieldset>
      );
    case 'text':
    case 'email':
    case 'phone':
    case 'textarea':
    case 'select':
      return (
        <div class="field">
          <label for={shared.id}>{labelOf(field, words)}</label>
          <FieldInput field={field} shared={shared} value={`${value}`} onValue={onValue} />
          {wrong}
        </div>
      );
  }
}
