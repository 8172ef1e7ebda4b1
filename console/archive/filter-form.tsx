import type { RefObject } from 'preact';
import { useEffect } from 'preact/hooks';
import { choices, loadChoices } from '../choices.ts';
import { t } from '../text/index.ts';
import { Field, SelectField } from '../ui/index.ts';
import { asText } from '../visitors/index.ts';
import { type ArchiveQuery, areDaysTurned, countFilters, EVERYTHING } from './archive-query.ts';

const STATES = ['open', 'queued', 'unanswered', 'assigned', 'active', 'closed'] as const;
const RATINGS = ['good', 'bad', 'none'] as const;
/** The relay's limit is 200 code points, which are never fewer than these units. */
const MOST = 200;

/** The archive's filters. Folded on a screen that has no room for them. */
export function FilterForm({
  query,
  visitor,
  onChange,
}: {
  query: ArchiveQuery;
  /** Of the field that names a visitor. */
  visitor: RefObject<HTMLInputElement | null>;
  onChange: (query: ArchiveQuery) => void;
}) {
  const { sites, operators, groups, tags, goals } = choices.value;
  const count = countFilters(query);
  const set = (part: Partial<ArchiveQuery>) => onChange({ ...query, ...part });
  useEffect(() => void loadChoices(), []);
  return (
    <details
      class="filters"
      open={matchMedia('(min-width: 801px) and (min-height: 900px)').matches}
    >
      <summary class="small">
        {t('filters')}
        {count > 0 && ` · ${count}`}
      </summary>
      <div class="filter-grid">
        <Field label={t('fromDay')}>
          {(input) => (
            <input
              {...input}
              type="date"
              max={query.to || undefined}
              value={query.from}
              onChange={({ currentTarget }) => set({ from: currentTarget.value })}
            />
          )}
        </Field>
        <Field label={t('toDay')} error={areDaysTurned(query) ? t('daysTurned') : undefined}>
          {(input) => (
            <input
              {...input}
              type="date"
              min={query.from || undefined}
              value={query.to}
              onChange={({ currentTarget }) => set({ to: currentTarget.value })}
            />
          )}
        </Field>
        {sites.length > 1 && (
          <SelectField
            label={t('site')}
            choices={[{ name: '', words: t('every') }, ...sites.map(toChoice)]}
            value={query.site}
            onChange={(site) => set({ site })}
          />
        )}
        <SelectField
          label={t('operator')}
          choices={[
            { name: '', words: t('every') },
            { name: 'none', words: t('operatorNone') },
            ...operators.map(toChoice),
          ]}
          value={query.operator}
          onChange={(operator) => set({ operator })}
        />
        {groups.length > 0 && (
          <SelectField
            label={t('group')}
            choices={[
              { name: '', words: t('every') },
              { name: 'none', words: t('groupNone') },
              ...groups.map(toChoice),
            ]}
            value={query.group}
            onChange={(group) => set({ group })}
          />
        )}
        {tags.length > 0 && (
          <SelectField
            label={t('tag')}
            choices={[{ name: '', words: t('every') }, ...tags.map(toChoice)]}
            value={query.tag}
            onChange={(tag) => set({ tag })}
          />
        )}
        <SelectField
          label={t('state')}
          choices={[
            { name: '', words: t('every') },
            ...STATES.map((name) => ({
              name,
              words: t(name === 'open' ? 'list-open' : `state-${name}`),
            })),
          ]}
          value={query.state}
          onChange={(state) => set({ state })}
        />
        <SelectField
          label={t('rating')}
          choices={[
            { name: '', words: t('every') },
            ...RATINGS.map((name) => ({ name, words: t(`rated-${name}`) })),
          ]}
          value={query.rating}
          onChange={(rating) => set({ rating })}
        />
        {goals.length > 0 && (
          <SelectField
            label={t('goal')}
            choices={[
              { name: '', words: t('every') },
              ...goals.map((name) => toChoice({ id: name, name })),
            ]}
            value={query.goal}
            onChange={(goal) => set({ goal })}
          />
        )}
        <TextFilter label={t('pageHolds')} value={query.page} onChange={(page) => set({ page })} />
        <TextFilter
          label={t('visitorIs')}
          help={t('visitorIsHelp')}
          field={visitor}
          value={query.visitor}
          onChange={(visitor) => set({ visitor })}
        />
        {count > 0 && (
          <button
            type="button"
            class="quiet wide"
            onClick={() => onChange({ ...EVERYTHING, q: query.q })}
          >
            {t('withoutFilter')}
          </button>
        )}
      </div>
    </details>
  );
}

function TextFilter({
  label,
  help,
  field,
  value,
  onChange,
}: {
  label: string;
  help?: string;
  field?: RefObject<HTMLInputElement | null>;
  value: string;
  onChange: (value: string) => void;
}) {
  return (
    <div class="wide">
      <Field label={label} help={help}>
        {(input) => (
          <input
            {...input}
            {...(field && { ref: field })}
            maxLength={MOST}
            spellcheck={false}
            autocapitalize="none"
            value={value}
            onInput={({ currentTarget }) => onChange(currentTarget.value)}
          />
        )}
      </Field>
    </div>
  );
}

function toChoice({ id, name }: { id: string; name: string }): {
  name: string;
  words: string;
} {
  return { name: id, words: asText(name) };
}
