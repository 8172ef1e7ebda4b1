import type { MacroStep } from '../../../protocol/index.ts';
import { t } from '../../text/index.ts';
import { type FieldInput, FieldNote, useFieldInput } from '../../ui/index.ts';
import { asText } from '../../visitors/index.ts';
import { type Choices, targetName } from './step-choices.ts';

interface StepProps {
  readonly step: MacroStep;
  readonly choices: Choices;
  /** Which step it is, in words. */
  readonly label: string;
  readonly onChange: (step: MacroStep) => void;
}

/** What a step is about, and why it was refused. */
export function StepFields({ error, ...step }: StepProps & { readonly error: string | undefined }) {
  const { input, refused } = useFieldInput(error);
  return (
    <div class="field">
      <StepInput {...step} input={input} />
      <FieldNote id={input['aria-describedby']} error={refused} />
    </div>
  );
}

function StepInput({
  step,
  choices,
  label,
  input,
  onChange,
}: StepProps & { readonly input: FieldInput }) {
  switch (step.kind) {
    case 'insert':
    case 'send':
      return (
        <Choice
          input={input}
          label={label}
          value={step.response}
          choices={choices.responses.map(({ id, shortcut }) => [id, `/${asText(shortcut)}`])}
          onChange={(id) => {
            const response = choices.responses.find((one) => one.id === id);
            if (response) onChange({ ...step, response: response.id });
          }}
        />
      );
    case 'tag':
      return (
        <Choice
          input={input}
          label={label}
          value={step.tag}
          choices={choices.tags.map(({ id, name }) => [id, asText(name)])}
          onChange={(id) => {
            const tag = choices.tags.find((one) => one.id === id);
            if (tag) onChange({ ...step, tag: tag.id });
          }}
        />
      );
    case 'transfer':
      return (
        <Choice
          input={input}
          label={label}
          value={targetName(step.to)}
          choices={choices.targets.map(({ name, words }) => [name, words])}
          onChange={(name) => {
            const target = choices.targets.find((one) => one.name === name);
            if (target) onChange({ ...step, to: target.to });
          }}
        />
      );
    case 'note':
      return (
        <textarea
          {...input}
          aria-label={label}
          required
          rows={2}
          dir="auto"
          value={step.text}
          onInput={({ currentTarget }) => onChange({ ...step, text: currentTarget.value })}
        />
      );
    case 'close':
      return null;
  }
}

function Choice({
  input,
  label,
  value,
  choices,
  onChange,
}: {
  input: FieldInput;
  label: string;
  value: string;
  choices: readonly (readonly [name: string, words: string])[];
  onChange: (name: string) => void;
}) {
  return (
    <select
      {...input}
      aria-label={label}
      value={value}
      onChange={({ currentTarget }) => onChange(currentTarget.value)}
    >
      {!choices.some(([name]) => name === value) && (
        <option value={value} selected>
          {t('goneOne')}
        </option>
      )}
      {choices.map(([name, words]) => (
        <option key={name} value={name} selected={name === value}>
          {words}
        </option>
      ))}
    </select>
  );
}
