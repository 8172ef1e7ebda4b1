import { useState } from 'preact/hooks';
import type { OpenStretch } from '../../protocol/index.ts';
import { t, timeOfDay } from '../text/index.ts';
import { type FieldInput, FieldNote, useFieldInput } from '../ui/index.ts';

/** What an input of type time calls the end of a day. */
const MIDNIGHT = '00:00';
const DAY_END = '24:00';

interface StretchProps {
  /** The name of its day. */
  readonly day: string;
  readonly stretch: OpenStretch;
  /** Why the relay refused it. */
  readonly error: string | undefined;
  readonly onChange: (stretch: OpenStretch) => void;
  readonly onRemove: () => void;
}

/** From when to when on one day. */
export function StretchFields({ day, stretch, error, onChange, onRemove }: StretchProps) {
  const { from, to } = stretch;
  const begin = useFieldInput(undefined);
  const end = useFieldInput(error);
  return (
    <>
      <span class="stretch">
        <TimeInput
          {...begin.input}
          label={t('opensAt', { day })}
          time={from}
          fault=""
          onChange={(time) => onChange({ ...stretch, from: time })}
        />
        –
        <TimeInput
          {...end.input}
          label={t('closesAt', { day })}
          time={to === DAY_END ? MIDNIGHT : to}
          fault={from < to ? '' : endsEarly(day, stretch)}
          onChange={(time) => onChange({ ...stretch, to: time === MIDNIGHT ? DAY_END : time })}
        />
        <button
          type="button"
          class="quiet"
          aria-label={t('removeHours', { day })}
          onClick={onRemove}
        >
          ×
        </button>
      </span>
      <FieldNote id={begin.input['aria-describedby']} error={begin.refused} />
      <FieldNote id={end.input['aria-describedby']} error={end.refused} />
    </>
  );
}

function endsEarly(day: string, { from, to }: OpenStretch): string {
  return t('hoursEndEarly', { day, from: timeOfDay(from), to: timeOfDay(to) });
}

function TimeInput({
  label,
  time,
  fault,
  onChange,
  ...input
}: FieldInput & {
  readonly label: string;
  readonly time: string;
  /** What is wrong with it beside what the browser knows; empty where nothing is. */
  readonly fault: string;
  readonly onChange: (time: string) => void;
}) {
  // What is no time is not told to the form, and stands empty here until it is one or another time is told.
  const [emptied, setEmptied] = useState<string>();
  return (
    <input
      {...input}
      ref={(element) => element?.setCustomValidity(fault)}
      type="time"
      aria-label={label}
      value={emptied === time ? '' : time}
      required
      // At each key: what is not kept yet is lost where the form draws it anew.
      onInput={({ currentTarget: { value } }) => {
        setEmptied(value ? undefined : time);
        if (value) onChange(value);
      }}
    />
  );
}
