import type { Language } from '../../../protocol/index.ts';
import { t } from '../../text/index.ts';
import { Field } from '../../ui/index.ts';
import { nameOfText } from './name-of-text.ts';
import { valuesIn, type WidgetText } from './widget-words.ts';

/** Longer words get more than one line. */
const LINE_CHARS = 60;

/** Hebrew and Arabic letters: `dir="auto"` would not look at the words in grey. */
const FROM_RIGHT = /[\u0590-\u08ff]/;

interface TextFieldProps {
  readonly text: WidgetText;
  readonly language: Language;
  /** The site's own words; empty where the widget's hold. */
  readonly own: string;
  readonly error: string | undefined;
  readonly onSay: (words: string) => void;
}

/** One text of the widget: its own words in grey, until the site has others. */
export function TextField({ text, language, own, error, onSay }: TextFieldProps) {
  const { original } = text;
  const values = valuesIn(original).join(', ');
  const help = [
    own !== '' && t('textsOriginal', { text: original }),
    values !== '' && t('textsValues', { values }),
  ];
  return (
    <Field label={nameOfText(text.key)} help={help.filter(Boolean).join(' ')} error={error}>
      {(input) => (
        <textarea
          {...input}
          rows={Math.ceil((own || original).length / LINE_CHARS)}
          maxLength={500}
          lang={language}
          dir={FROM_RIGHT.test(own || original) ? 'rtl' : 'ltr'}
          placeholder={original}
          value={own}
          onInput={({ currentTarget }) => onSay(currentTarget.value)}
        />
      )}
    </Field>
  );
}
