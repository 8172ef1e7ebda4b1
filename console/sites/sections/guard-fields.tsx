import { LIMITS } from '../../../protocol/index.ts';
import { t } from '../../text/index.ts';
import { Choice, CountField } from '../../ui/index.ts';
import type { SectionProps } from '../section.ts';

const REPEATS = 3;
const LINKS = 5;

/** What is not taken from visitors. */
export function GuardFields({ draft, changeSettings, errorAt }: SectionProps) {
  const { guard } = draft.settings;
  const { repeats, links } = guard;
  const change = (changes: Partial<typeof guard>) =>
    changeSettings({ guard: { ...guard, ...changes } });

  return (
    <fieldset>
      <legend>{t('guard')}</legend>
      <Choice
        label={t('guardsRepeats')}
        help={t('guardsRepeatsHelp')}
        isChosen={repeats !== null}
        onChange={(isOn) => change({ repeats: isOn ? REPEATS : null })}
      />
      {repeats !== null && (
        <CountField
          label={t('guardRepeats')}
          error={errorAt('settings.guard.repeats')}
          most={LIMITS.guardRepeats}
          value={repeats}
          onChange={(most) => change({ repeats: most })}
        />
      )}
      <Choice
        label={t('guardsLinks')}
        help={t('guardsLinksHelp')}
        isChosen={links !== null}
        onChange={(isOn) => change({ links: isOn ? LINKS : null })}
      />
      {links !== null && (
        <CountField
          label={t('guardLinks')}
          error={errorAt('settings.guard.links')}
          least={0}
          most={LIMITS.guardLinks}
          value={links}
          onChange={(most) => change({ links: most })}
        />
      )}
    </fieldset>
  );
}
