import { useState } from 'preact/hooks';
import { calendarDay, t } from '../text/index.ts';
import { FieldNote, useFieldInput } from '../ui/index.ts';

interface HolidaysProps {
  /** `YYYY-MM-DD` */
  readonly holidays: readonly string[];
  readonly error: string | undefined;
  readonly onChange: (holidays: readonly string[]) => void;
}

/** Days on which nobody is there whatever the week says. */
export function HolidaysField({ holidays, error, onChange }: HolidaysProps) {
  const { input, refused } = useFieldInput(error);
  const [day, setDay] = useState('');

  function add(): void {
    if (day === '') return;
    onChange([...new Set([...holidays, day])].sort());
    setDay('');
  }

  return (
    <div class="field">
      <label for={input.id}>{t('holidays')}</label>
      <div class="row">
        <input
          {...input}
          type="date"
          value={day}
          onInput={({ currentTarget }) => setDay(currentTarget.value)}
        />
        <button type="button" class="quiet" onClick={add}>
          {t('addHoliday')}
        </button>
      </div>
      <FieldNote id={input['aria-describedby']} error={refused} help={t('holidaysHelp')} />
      <ul class="holidays">
        {holidays.map((holiday) => (
          <li key={holiday}>
            {calendarDay(holiday)}
            <button
              type="button"
              class="quiet"
              aria-label={t('removeHoliday', { day: calendarDay(holiday) })}
              onClick={() => onChange(holidays.filter((one) => one !== holiday))}
            >
              ×
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}
