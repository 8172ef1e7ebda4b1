import type { MacroStep } from '../../../protocol/index.ts';
import { t } from '../../text/index.ts';
import { asText } from '../../visitors/index.ts';
import { type Choices, targetName } from './step-choices.ts';

/** What a step is about. */
export function StepFields({
  step,
  choices,
  label,
  onChange,
}: {
  step: MacroStep;
  choices: Choices;
  /** Which step it is, in words. */
  label: string;
  onChange: (step: MacroStep) => void;
}) {
  switch (step.kind) {
    case 'insert':
    case 'send':
      return (
        <Choice
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
  label,
  value,
  choices,
  onChange,
}: {
  label: string;
  value: string;
  choices: readonly (readonly [name: string, words: string])[];
  onChange: (name: string) => void;
}) {
  return (
    <select
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
