import type { GroupSettings } from '../../protocol/index.ts';
import { inWholeUnits, t } from '../text/index.ts';
import { SelectField } from '../ui/index.ts';

const NEVER = 'never';
const ACCEPT_SECONDS = [30, 60, 120, 300, 600];
const MISS_LIMITS = [1, 2, 3, 5, 10];
const KEEP_MINUTES = [1, 2, 5, 10, 30, 60];
const MINUTE_SECONDS = 60;

interface TimesProps {
  readonly settings: GroupSettings;
  readonly change: (changes: Partial<GroupSettings>) => void;
  readonly errorAt: (field: string) => string | undefined;
}

/** What happens to chats that nobody attends to. */
export function TimesFields({ settings, change, errorAt }: TimesProps) {
  return (
    <>
      <NumberChoice
        label={t('groupAccept')}
        help={t('groupAcceptHelp')}
        error={errorAt('acceptSeconds')}
        usual={ACCEPT_SECONDS}
        value={settings.acceptSeconds}
        words={inWholeUnits}
        never={t('acceptNever')}
        onChange={(acceptSeconds) => change({ acceptSeconds })}
      />
      <NumberChoice
        label={t('groupMisses')}
        help={t('groupMissesHelp')}
        error={errorAt('missLimit')}
        usual={MISS_LIMITS}
        value={settings.missLimit}
        words={(count) => t('missedInARow', { count })}
        never={t('missesNever')}
        onChange={(missLimit) => change({ missLimit })}
      />
      <NumberChoice
        label={t('groupKeep')}
        help={t('groupKeepHelp')}
        error={errorAt('keepMinutes')}
        usual={KEEP_MINUTES}
        value={settings.keepMinutes}
        words={(minutes) => inWholeUnits(minutes * MINUTE_SECONDS)}
        onChange={(keepMinutes) => keepMinutes !== null && change({ keepMinutes })}
      />
    </>
  );
}

interface NumberChoiceProps {
  readonly label: string;
  readonly help: string;
  readonly error: string | undefined;
  readonly usual: readonly number[];
  readonly value: number | null;
  readonly words: (value: number) => string;
  /** Where there may be none. */
  readonly never?: string;
  readonly onChange: (value: number | null) => void;
}

/** One of the usual numbers, or the one that is set otherwise. */
function NumberChoice({ usual, value, words, never, onChange, ...field }: NumberChoiceProps) {
  const numbers = value === null ? usual : [...new Set([...usual, value])].sort((a, b) => a - b);
  const choices = numbers.map((number) => ({ name: `${number}`, words: words(number) }));
  return (
    <SelectField
      {...field}
      choices={never === undefined ? choices : [...choices, { name: NEVER, words: never }]}
      value={value === null ? NEVER : `${value}`}
      onChange={(name) => onChange(name === NEVER ? null : Number(name))}
    />
  );
}
