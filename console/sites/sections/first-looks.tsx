import type { SiteLooks } from '../../../protocol/index.ts';
import { t } from '../../text/index.ts';
import { Field, SelectField } from '../../ui/index.ts';
import type { SectionProps } from '../section.ts';
import { withLooks } from './with-looks.ts';

const SCHEMES = ['auto', 'light', 'dark'] as const;

/** What one wants to choose first: colour, light or dark, what stands at the head, and how visitors are greeted. */
export function FirstLooks({ draft, changeSettings, errorAt }: SectionProps) {
  const { colour, welcome, looks } = draft.settings;
  const change = (changes: { [Name in keyof SiteLooks]: SiteLooks[Name] | undefined }) =>
    changeSettings({ looks: withLooks(looks, changes) });
  return (
    <>
      <Field label={t('colour')} error={errorAt('settings.colour')}>
        {(input) => (
          <input
            {...input}
            type="color"
            value={colour}
            onInput={({ currentTarget }) => changeSettings({ colour: currentTarget.value })}
          />
        )}
      </Field>
      <SelectField
        label={t('looks-scheme')}
        error={errorAt('settings.looks.scheme')}
        choices={SCHEMES.map((name) => ({ name, words: t(`scheme-${name}`) }))}
        value={looks.scheme ?? 'auto'}
        onChange={(scheme) => change({ scheme })}
      />
      <Field label={t('looks-title')} help={t('titleHelp')} error={errorAt('settings.looks.title')}>
        {(input) => (
          <input
            {...input}
            value={looks.title ?? ''}
            onInput={({ currentTarget }) => change({ title: currentTarget.value })}
          />
        )}
      </Field>
      <Field label={t('welcome')} help={t('welcomeHelp')} error={errorAt('settings.welcome')}>
        {(input) => (
          <textarea
            {...input}
            rows={2}
            value={welcome}
            onInput={({ currentTarget }) => changeSettings({ welcome: currentTarget.value })}
          />
        )}
      </Field>
    </>
  );
}
