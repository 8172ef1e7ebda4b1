import type { OpeningHours, OpenStretch } from '../../protocol/index.ts';
import { t, weekdayName } from '../text/index.ts';
import { StretchFields } from './stretch-fields.tsx';

/** As many as the relay takes. */
const MOST_STRETCHES = 4;
const NEXT_STRETCH: OpenStretch = { from: '09:00', to: '17:00' };

interface WeekProps {
  readonly week: OpeningHours['week'];
  /** What was refused of a day, or of a stretch of it: `0.1` is Monday's second. */
  readonly errorAt: (place: string) => string | undefined;
  readonly onChange: (week: OpeningHours['week']) => void;
}

/** The hours of each day of the week. */
export function WeekFields({ week, errorAt, onChange }: WeekProps) {
  const setDay = (day: number, stretches: readonly OpenStretch[]) =>
    onChange(week.map((before, index) => (index === day ? stretches : before)));
  return (
    <fieldset class="week">
      <legend>{t('week')}</legend>
      {week.map((stretches, day) => (
        <DayFields
          key={day}
          name={weekdayName(day)}
          stretches={stretches}
          errorAt={(place) => errorAt(`${day}.${place}`)}
          onChange={(changed) => setDay(day, changed)}
        />
      ))}
      <button
        type="button"
        class="quiet"
        onClick={() => onChange(week.map((before, day) => (day < 5 ? (week[0] ?? []) : before)))}
      >
        {t('mondayToFriday')}
      </button>
    </fieldset>
  );
}

interface DayProps {
  readonly name: string;
  readonly stretches: readonly OpenStretch[];
  readonly errorAt: (place: number) => string | undefined;
  readonly onChange: (stretches: readonly OpenStretch[]) => void;
}

function DayFields({ name, stretches, errorAt, onChange }: DayProps) {
  const last = stretches.at(-1);
  return (
    <div class="weekday">
      <strong>{name}</strong>
      {stretches.length === 0 && <span class="muted">{t('closedDay')}</span>}
      {stretches.map((stretch, place) => (
        <StretchFields
          key={place}
          day={name}
          stretch={stretch}
          error={errorAt(place)}
          onChange={(changed) => onChange(stretches.with(place, changed))}
          onRemove={() => onChange(stretches.filter((_, index) => index !== place))}
        />
      ))}
      {stretches.length < MOST_STRETCHES && (
        <button
          type="button"
          class="quiet"
          aria-label={t('addHoursOn', { day: name })}
          onClick={() => onChange([...stretches, last ? after(last) : NEXT_STRETCH])}
        >
          {t('addHours')}
        </button>
      )}
    </div>
  );
}

/** From the end of one to the end of the day: the owner says when it really begins. */
function after({ to }: OpenStretch): OpenStretch {
  return to < '23:00' ? { from: to, to: '23:00' } : NEXT_STRETCH;
}
