import { useState } from 'preact/hooks';
import type { Availability, SiteSettings } from '../../../protocol/index.ts';
import { now, t } from '../../text/index.ts';
import { SelectField } from '../../ui/index.ts';
import { availabilityAt, type Moment, momentsOf } from './moments.ts';

/** Asks for the moment that the preview shows; until somebody chooses one, the one that the hours are about. */
export function useMoment(hours: SiteSettings['hours']) {
  const [chosen, setChosen] = useState<Moment>();
  const moments = momentsOf(hours, now.value);
  const moment = moments.find((one) => one === chosen) ?? moments[0] ?? 'there';
  const availability: Availability = availabilityAt(moment, hours, now.value);
  const field = (
    <SelectField
      label={t('previewMoment')}
      choices={moments.map((name) => ({ name, words: t(`moment-${name}`) }))}
      value={moment}
      onChange={setChosen}
    />
  );
  return { availability, field };
}
