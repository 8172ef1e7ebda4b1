import type { OpeningHours, OpenStretch } from '../../protocol/index.ts';
import { t, weekdayName } from '../text/index.ts';

/** As many as the relay takes. */
const MOST_STRETCHES = 4;
const NEXT_STRETCH: OpenStretch = { from: '09:00', to: '17:00' };
/** What an input of type time calls the end of a day. */
const MIDNIGHT = '00:00';

interface WeekProps {
  readonly week: OpeningHours['week'];
  readonly error: string | undefined;
  readonly onChange: (week: OpeningHours['week']) => void;
}

/** The hours of each day of the week. */
export function WeekFields({ week, error, onChange }: WeekProps) {
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
      {error && <p class="error">{error}</p>}
    </fieldset>
  );
}

interface DayProps {
  readonly name: string;
  readonly stretches: readonly OpenStretch[];
  readonly onChange: (stretches: readonly OpenStretch[]) => void;
}

function DayFields({ name, stretches, onChange }: DayProps) {
  const last = stretches.at(-1);
  return (
    <div class="weekday">
      <strong>{name}</strong>
      {stretches.length === 0 && <span class="muted">{t('closedDay')}</span>}
      {stretches.map((stretch, place) => (
        <span class="stretch" key={place}>
          <TimeField
            label={t('opensAt', { day: name })}
            time={stretch.from}
            onChange={(from) => onChange(stretches.with(place, { ...stretch, from }))}
          />
          –
          <TimeField
            label={t('closesAt', { day: name })}
            time={stretch.to === '24:00' ? MIDNIGHT : stretch.to}
            onChange={(to) =>
              onChange(stretches.with(place, { ...stretch, to: to === MIDNIGHT ? '24:00' : to }))
            }
          />
          <button
            type="button"
            class="quiet"
            aria-label={t('removeHours', { day: name })}
            onClick={() => onChange(stretches.filter((_, index) => index !== place))}
          >
            ×
          </button>
        </span>
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

function TimeField({
  label,
  time,
  onChange,
}: {
  readonly label: string;
  readonly time: string;
  readonly onChange: (time: string) => void;
}) {
  return (
    <input
      type="time"
      aria-label={label}
      value={time}
      required
      onChange={({ currentTarget }) => currentTarget.value && onChange(currentTarget.value)}
    />
  );
}

/** From the end of one to the end of the day: the owner says when it really begins. */
function after({ to }: OpenStretch): OpenStretch {
  return to < '23:00' ? { from: to, to: '23:00' } : NEXT_STRETCH;
}
