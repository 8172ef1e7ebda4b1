import { useState } from 'preact/hooks';
import { t } from '../../text/index.ts';
import { Field } from '../../ui/index.ts';

/** What there is to choose from, one a line. Keeps the text as it is typed, since an empty line at its end is no option yet. */
export function OptionsField({
  options,
  error,
  onChange,
}: {
  options: readonly string[];
  error: string | undefined;
  onChange: (options: string[]) => void;
}) {
  const [text, setText] = useState('');
  const isTyped = optionsIn(text).join('\n') === options.join('\n');
  return (
    <Field label={t('fieldOptions')} help={t('fieldOptionsHelp')} error={error}>
      {(input) => (
        <textarea
          {...input}
          rows={3}
          value={isTyped ? text : options.join('\n')}
          onInput={({ currentTarget }) => {
            setText(currentTarget.value);
            onChange(optionsIn(currentTarget.value));
          }}
        />
      )}
    </Field>
  );
}

function optionsIn(text: string): string[] {
  return text
    .split('\n')
    .map((option) => option.trim())
    .filter((option) => option !== '');
}
