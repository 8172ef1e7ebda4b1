import type { SiteLooks } from '../../../protocol/index.ts';
import { PictureField } from '../../pictures/index.ts';
import { t } from '../../text/index.ts';
import { NumberField, SelectField } from '../../ui/index.ts';
import { BesidePreview } from '../preview/index.ts';
import type { Section, SectionProps } from '../section.ts';
import { FirstLooks } from './first-looks.tsx';
import { keepLogo } from './keep-logo.ts';
import './looks.css';
import { withLooks } from './with-looks.ts';

/** What the widget looks like, with the widget beside the form as it would look. */
export const looks: Section = {
  name: 'looks',
  title: 'siteLooks',
  fields: ['settings.colour', 'settings.welcome', 'settings.looks'],
  Fields: LooksFields,
};

/** The numbers of the looks, and what holds where one is left empty. */
const NUMBERS = {
  x: 20,
  y: 20,
  width: 392,
  height: 660,
  radius: 22,
  layer: 2_147_480_000,
} as const;
const LAUNCHERS = ['shown', 'attended', 'hidden'] as const;
const POSITIONS = ['end', 'start'] as const;
/** Twice as large as it is shown, for screens with fine pixels. */
const LOGO_SIZE = { width: 260, height: 68 };

function LooksFields(props: SectionProps) {
  const { site, draft, changeSettings, errorAt } = props;
  const { looks } = draft.settings;
  const change = (changes: { [Name in keyof SiteLooks]: SiteLooks[Name] | undefined }) =>
    changeSettings({ looks: withLooks(looks, changes) });
  const of = (name: keyof SiteLooks) => ({
    label: t(`looks-${name}`),
    error: errorAt(`settings.looks.${name}`),
  });

  return (
    <BesidePreview site={site} settings={draft.settings}>
      <FirstLooks {...props} />
      <PictureField
        {...of('logo')}
        help={t('logoHelp')}
        shown={looks.logo && `/v1/pictures/${looks.logo}`}
        most={LOGO_SIZE}
        keep={async (picture) => change({ logo: picture ? await keepLogo(picture) : undefined })}
      />
      <label class="row">
        <input
          type="checkbox"
          checked={looks.photos === true}
          onChange={({ currentTarget }) => change({ photos: currentTarget.checked || undefined })}
        />
        {t('looks-photos')}
      </label>
      <SelectField
        {...of('position')}
        choices={POSITIONS.map((name) => ({ name, words: t(`position-${name}`) }))}
        value={looks.position ?? 'end'}
        onChange={(position) => change({ position })}
      />
      <SelectField
        {...of('launcher')}
        help={looks.launcher === 'attended' ? t('launcherAttendedHelp') : undefined}
        choices={LAUNCHERS.map((name) => ({ name, words: t(`launcher-${name}`) }))}
        value={looks.launcher ?? 'shown'}
        onChange={(launcher) => change({ launcher })}
      />
      <fieldset class="numbers">
        <legend>{t('looksNumbers')}</legend>
        {Object.entries(NUMBERS).map(([key, standard]) => {
          const name = key as keyof typeof NUMBERS; // the keys of an object that is written out above
          return (
            <NumberField
              key={name}
              {...of(name)}
              standard={standard}
              value={looks[name]}
              onChange={(value) => change({ [name]: value })}
            />
          );
        })}
      </fieldset>
    </BesidePreview>
  );
}
