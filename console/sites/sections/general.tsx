import type { ConsentMode } from '../../../protocol/index.ts';
import { t } from '../../text/index.ts';
import { Choice } from '../../ui/index.ts';
import { BesidePreview } from '../preview/index.ts';
import type { Section, SectionProps } from '../section.ts';
import { GuardFields } from './guard-fields.tsx';
import { NameAndDomains } from './name-and-domains.tsx';
import { WidgetLanguage } from './widget-language.tsx';

const CONSENT_MODES: readonly ConsentMode[] = ['strict', 'banner', 'external'];

/** What a site is called, where its widget may show, and what it does with visitors. */
export const general: Section = {
  name: 'general',
  title: 'siteGeneral',
  fields: [
    'name',
    'domains',
    'settings.language',
    'settings.consent',
    'settings.showVisitors',
    'settings.typingPreview',
    'settings.guard',
  ],
  Fields: GeneralFields,
};

function GeneralFields(props: SectionProps) {
  const { site, draft, changeSettings } = props;
  const { settings } = draft;
  return (
    <BesidePreview site={site} settings={settings}>
      <NameAndDomains {...props} />
      <WidgetLanguage {...props} />
      <fieldset>
        <legend>{t('consent')}</legend>
        {CONSENT_MODES.map((mode) => (
          <Choice
            key={mode}
            name="consent"
            label={t(`consent-${mode}`)}
            help={t(`consentHelp-${mode}`)}
            isChosen={mode === settings.consent}
            onChange={() => changeSettings({ consent: mode })}
          />
        ))}
      </fieldset>
      {(['showVisitors', 'typingPreview'] as const).map((name) => (
        <Choice
          key={name}
          label={t(name)}
          help={t(`${name}Help`)}
          isChosen={settings[name]}
          onChange={(isChosen) => changeSettings({ [name]: isChosen })}
        />
      ))}
      <GuardFields {...props} />
    </BesidePreview>
  );
}
