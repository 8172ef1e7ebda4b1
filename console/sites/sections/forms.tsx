import { useState } from 'preact/hooks';
import type { FormName } from '../../../protocol/index.ts';
import { t } from '../../text/index.ts';
import { SelectField } from '../../ui/index.ts';
import { FormEditor } from '../forms/index.ts';
import { BesidePreview } from '../preview/index.ts';
import type { Section, SectionProps } from '../section.ts';

const NAMES: readonly FormName[] = ['preChat', 'postChat', 'offline'];

/** What a site asks: before a chat, after it, and while nobody is there. */
export const forms: Section = {
  name: 'forms',
  title: 'siteForms',
  fields: ['settings.forms'],
  Fields: FormsFields,
};

function FormsFields({ site, draft, changeSettings, errorAt }: SectionProps) {
  const all = draft.settings.forms;
  const [shown, setShown] = useState<FormName>(
    () => NAMES.find((name) => all[name].enabled) ?? 'preChat',
  );
  const field = (
    <SelectField
      label={t('previewMoment')}
      choices={NAMES.map((name) => ({ name, words: t(`form-${name}`) }))}
      value={shown}
      onChange={setShown}
    />
  );
  return (
    <BesidePreview site={site} settings={draft.settings} form={shown} above={field}>
      {NAMES.map((name) => (
        <FormEditor
          key={name}
          name={name}
          form={all[name]}
          isRefused={errorAt(`settings.forms.${name}`) !== undefined}
          errorAt={(place) => errorAt(`settings.forms.${name}.${place}`)}
          onTouched={() => setShown(name)}
          onChange={(changes) => {
            setShown(name);
            changeSettings({ forms: { ...all, [name]: { ...all[name], ...changes } } });
          }}
        />
      ))}
    </BesidePreview>
  );
}
