import { LANGUAGES } from '../../../protocol/index.ts';
import { t } from '../../text/index.ts';
import { Field } from '../../ui/index.ts';
import type { SectionProps } from '../section.ts';
import { NAMED_LANGUAGES } from './language-name.ts';

/** The language that the widget speaks. */
export function WidgetLanguage({ draft: { settings }, changeSettings, errorAt }: SectionProps) {
  return (
    <Field label={t('widgetLanguage')} error={errorAt('settings.language')}>
      {(input) => (
        <select
          {...input}
          value={settings.language}
          onChange={({ currentTarget }) => {
            const language = LANGUAGES.find((tag) => tag === currentTarget.value);
            changeSettings({ language: language ?? 'auto' });
          }}
        >
          <option value="auto">{t('widgetLanguageAuto')}</option>
          {NAMED_LANGUAGES.map(({ language, name }) => (
            <option
              key={language}
              value={language}
              lang={language}
              selected={language === settings.language}
            >
              {name}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}
