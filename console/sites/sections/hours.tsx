import type { RenderableProps } from 'preact';
import {
  isOpenAt,
  type OpeningHours,
  opensNextAt,
  type SiteSettings,
} from '../../../protocol/index.ts';
import { OpeningFields, officeHours } from '../../hours/index.ts';
import { dayAndTime, now, t } from '../../text/index.ts';
import { Choice, CountField } from '../../ui/index.ts';
import { BesidePreview, useMoment } from '../preview/index.ts';
import type { Section, SectionProps } from '../section.ts';

/** When visitors are answered, and what they see when they are not. */
export const hours: Section = {
  name: 'hours',
  title: 'siteHours',
  fields: ['settings.hours'],
  Fields: HoursFields,
};

const QUEUE_LIMIT = 20;
const CLOSE_AFTER_HOURS = 24;
const HOUR_MINUTES = 60;

/** `children` stand before the hours. */
function HoursFields({ site, draft, children, ...props }: RenderableProps<SectionProps>) {
  const { hours: value } = draft.settings;
  const change = (changes: Partial<SiteHours>) =>
    props.changeSettings({ hours: { ...value, ...changes } });
  const { availability, field } = useMoment(value);

  return (
    <BesidePreview site={site} settings={draft.settings} availability={availability} above={field}>
      {children}
      <Times value={value} change={change} errorAt={props.errorAt} />
    </BesidePreview>
  );
}

type SiteHours = SiteSettings['hours'];

function Times({
  value,
  change,
  errorAt,
}: {
  readonly value: SiteHours;
  readonly change: (changes: Partial<SiteHours>) => void;
  readonly errorAt: SectionProps['errorAt'];
}) {
  const { opening, queueLimit, closeAfterMinutes } = value;
  return (
    <>
      <Choice
        label={t('hoursLimited')}
        help={t('hoursLimitedHelp')}
        isChosen={opening !== null}
        onChange={(isLimited) => change({ opening: isLimited ? officeHours() : null })}
      />
      {opening && (
        <OpeningFields
          opening={opening}
          standing={standing(opening)}
          path="settings.hours.opening"
          errorAt={errorAt}
          onChange={(changed) => change({ opening: changed })}
        />
      )}
      <Choice
        label={t('queueLimited')}
        help={t('queueLimitedHelp')}
        isChosen={queueLimit !== null}
        onChange={(isLimited) => change({ queueLimit: isLimited ? QUEUE_LIMIT : null })}
      />
      {queueLimit !== null && (
        <CountField
          label={t('queueLimit')}
          error={errorAt('settings.hours.queueLimit')}
          most={10_000}
          value={queueLimit}
          onChange={(limit) => change({ queueLimit: limit })}
        />
      )}
      <Choice
        label={t('idleClosed')}
        help={t('idleClosedHelp')}
        isChosen={closeAfterMinutes !== null}
        onChange={(isClosed) =>
          change({ closeAfterMinutes: isClosed ? CLOSE_AFTER_HOURS * HOUR_MINUTES : null })
        }
      />
      {closeAfterMinutes !== null && (
        <CountField
          label={t('idleClosedAfter')}
          error={errorAt('settings.hours.closeAfterMinutes')}
          most={720}
          value={closeAfterMinutes / HOUR_MINUTES}
          onChange={(hours) => change({ closeAfterMinutes: hours * HOUR_MINUTES })}
        />
      )}
    </>
  );
}

/** What these hours say about now; times are the operator's own. */
function standing(opening: OpeningHours): string {
  if (isOpenAt(opening, now.value)) return t('openNow');
  const backAt = opensNextAt(opening, now.value);
  return backAt === null ? t('closedForLong') : t('closedNow', { at: dayAndTime(backAt) });
}
