import type { OpeningHours } from '../../protocol/index.ts';
import { t } from '../text/index.ts';
import { Field } from '../ui/index.ts';
import { HolidaysField } from './holidays-field.tsx';
import './hours.css';
import { WeekFields } from './week-fields.tsx';

interface OpeningProps {
  readonly opening: OpeningHours;
  /** What these hours say about now, in words. */
  readonly standing: string;
  /** Where they stand in what is sent to the relay, such as `settings.hours.opening`. */
  readonly path: string;
  readonly errorAt: (field: string) => string | undefined;
  readonly onChange: (opening: OpeningHours) => void;
}

/** Time zone, week and holidays. */
export function OpeningFields({ opening, standing, path, errorAt, onChange }: OpeningProps) {
  const { timeZone, week, holidays } = opening;
  return (
    <div class="stack opening">
      <p role="status">{standing}</p>
      <Field label={t('timeZone')} error={errorAt(`${path}.timeZone`)}>
        {(input) => (
          <select
            {...input}
            value={timeZone}
            onChange={({ currentTarget }) =>
              onChange({ ...opening, timeZone: currentTarget.value })
            }
          >
            {timeZones(timeZone).map((name) => (
              <option key={name} value={name} selected={name === timeZone}>
                {name.replaceAll('_', ' ')}
              </option>
            ))}
          </select>
        )}
      </Field>
      <WeekFields
        week={week}
        errorAt={(place) => errorAt(`${path}.week.${place}`)}
        onChange={(changed) => onChange({ ...opening, week: changed })}
      />
      <HolidaysField
        holidays={holidays}
        error={errorAt(`${path}.holidays`)}
        onChange={(changed) => onChange({ ...opening, holidays: changed })}
      />
    </div>
  );
}

function timeZones(chosen: string): string[] {
  const known = Intl.supportedValuesOf('timeZone');
  return known.includes(chosen) ? known : [chosen, ...known];
}
