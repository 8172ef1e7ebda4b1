import { useEffect } from 'preact/hooks';
import type { ChatState, ViewFilter } from '../../protocol/index.ts';
import { choices, loadChoices } from '../choices.ts';
import { t } from '../text/index.ts';
import { SelectField } from '../ui/index.ts';
import { asText } from '../visitors/index.ts';
import { ORDERS } from './lists.ts';
import { SaveView } from './save-view.tsx';
import { change, shown } from './views.ts';

/** Open chats' states; closed ones have a list of their own. */
const STATES = [
  'queued',
  'unanswered',
  'assigned',
  'active',
] as const satisfies readonly ChatState[];

/** How the list is ordered and filtered, and kept as a view. Folded until somebody wants it. */
export function Filters() {
  const { filter, order } = shown.value;
  const count = Object.values(filter).filter((part) => part !== undefined).length;
  useEffect(() => void loadChoices(), []);
  return (
    <details class="filters">
      <summary class="small">
        {t(`order-${order}`)}
        {count > 0 && ` · ${t('filterCount', { count })}`}
      </summary>
      <div class="filter-grid">
        <SelectField
          label={t('order')}
          choices={ORDERS.map((name) => ({ name, words: t(`order-${name}`) }))}
          value={order}
          onChange={(chosen) => change({ order: chosen })}
        />
        <FilterFields filter={filter} />
        <div class="wide">
          <SaveView />
        </div>
      </div>
    </details>
  );
}

function FilterFields({ filter }: { filter: ViewFilter }) {
  const { sites, operators, groups, tags } = choices.value;
  const set = (part: { [Name in keyof ViewFilter]?: ViewFilter[Name] | undefined }) => {
    const entries = Object.entries({ ...filter, ...part }).filter(([, value]) => value);
    // Without those that were taken out, it is a filter again.
    change({ filter: Object.fromEntries(entries) as ViewFilter });
  };
  const idOf = <Id extends string>(name: string) => (name === '' ? undefined : (name as Id)); // chosen from the relay's own ids
  return (
    <>
      {sites.length > 1 && (
        <SelectField
          label={t('site')}
          choices={[{ name: '', words: t('every') }, ...sites.map(toChoice)]}
          value={filter.site ?? ''}
          onChange={(site) => set({ site: idOf(site) })}
        />
      )}
      {shown.value.list !== 'mine' && (
        <SelectField
          label={t('operator')}
          choices={[
            { name: '', words: t('every') },
            { name: 'me', words: t('operatorMe') },
            { name: 'none', words: t('operatorNone') },
            ...operators.map(toChoice),
          ]}
          value={filter.operator ?? ''}
          onChange={(operator) => set({ operator: idOf(operator) })}
        />
      )}
      {groups.length > 0 && (
        <SelectField
          label={t('group')}
          choices={[
            { name: '', words: t('every') },
            { name: 'none', words: t('groupNone') },
            ...groups.map(toChoice),
          ]}
          value={filter.group ?? ''}
          onChange={(group) => set({ group: idOf(group) })}
        />
      )}
      {tags.length > 0 && (
        <SelectField
          label={t('tag')}
          choices={[{ name: '', words: t('every') }, ...tags.map(toChoice)]}
          value={filter.tag ?? ''}
          onChange={(tag) => set({ tag: idOf(tag) })}
        />
      )}
      {shown.value.list !== 'closed' && (
        <>
          <SelectField
            label={t('state')}
            choices={[
              { name: '', words: t('every') },
              ...STATES.map((name) => ({ name, words: t(`state-${name}`) })),
            ]}
            value={filter.state ?? ''}
            onChange={(state) => set({ state: idOf(state) })}
          />
          <label class="row wide">
            <input
              type="checkbox"
              checked={filter.isUnread === true}
              onChange={({ currentTarget }) =>
                set({ isUnread: currentTarget.checked ? true : undefined })
              }
            />
            {t('onlyUnread')}
          </label>
        </>
      )}
    </>
  );
}

function toChoice({ id, name }: { id: string; name: string }) {
  return { name: id, words: asText(name) };
}
