import type { GroupSettings } from '../../protocol/index.ts';
import { t } from '../text/index.ts';
import { Choice, SelectField } from '../ui/index.ts';
import { TimesFields } from './times-fields.tsx';

const RULES = ['leastBusy', 'roundRobin'] as const;
const PRIORITIES = ['high', 'normal', 'low'] as const;

/** Those of them that say themselves what is wrong with them. */
export const TIMES = ['acceptSeconds', 'missLimit', 'keepMinutes'] as const;

interface SharingProps {
  readonly settings: GroupSettings;
  readonly change: (changes: Partial<GroupSettings>) => void;
  readonly errorAt: (field: string) => string | undefined;
}

/** How the chats of a group, or of everybody, are shared out. */
export function SharingFields({ settings, change, errorAt }: SharingProps) {
  return (
    <>
      <fieldset class="rules stack">
        <legend>{t('groupRule')}</legend>
        {RULES.map((rule) => (
          <Choice
            key={rule}
            name="rule"
            label={t(`rule-${rule}`)}
            help={t(`rule-${rule}-help`)}
            isChosen={settings.rule === rule}
            onChange={() => change({ rule })}
          />
        ))}
      </fieldset>
      <SelectField
        label={t('groupPriority')}
        help={t('groupPriorityHelp')}
        choices={PRIORITIES.map((name) => ({ name, words: t(`priority-${name}`) }))}
        value={settings.priority}
        onChange={(priority) => change({ priority })}
      />
      <TimesFields settings={settings} change={change} errorAt={errorAt} />
    </>
  );
}
