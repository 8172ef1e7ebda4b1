import type { Group, GroupInput } from '../../protocol/index.ts';
import { api } from '../api.ts';
import { Form, useForm } from '../editing/index.ts';
import { t } from '../text/index.ts';
import { Field, Notice } from '../ui/index.ts';
import { asText } from '../visitors/index.ts';
import { DeleteGroup } from './delete-group.tsx';
import type { Around } from './groups.tsx';
import { SharingFields, TIMES } from './sharing-fields.tsx';
import { Ticks } from './ticks.tsx';

const NEW: GroupInput = {
  name: '',
  members: [],
  sites: [],
  rule: 'leastBusy',
  priority: 'normal',
  acceptSeconds: 60,
  missLimit: 3,
  keepMinutes: 5,
};

interface GroupFormProps {
  /** Undefined: a new one is made. */
  readonly group: Group | undefined;
  readonly around: Around;
  /** It was saved or deleted. */
  readonly onDone: () => void;
}

/** Who is in a group, whose chats it gets, and how these are shared out. */
export function GroupForm({ group, around, onDone }: GroupFormProps) {
  const { id: _, ...before } = group ?? { id: '', ...NEW };
  const form = useForm<GroupInput>(before, 'name', ...TIMES);
  const { draft, change, errorAt, problem } = form;
  const act = () => (group ? api.updateGroup(group.id, draft) : api.createGroup(draft));
  const save = () => void form.attempt(act, onDone);
  const gone = () => {
    form.discard();
    onDone();
  };

  return (
    <>
      <a href="/console/groups">{t('allGroups')}</a>
      <h1>{group ? asText(group.name) : t('newGroup')}</h1>
      <Form class="stack site-form" refusal={form.refusal} onSave={save}>
        <Field label={t('name')} help={t('groupNameHelp')} error={errorAt('name')}>
          {(input) => (
            <input
              {...input}
              required
              maxLength={100}
              autocomplete="off"
              value={draft.name}
              onInput={({ currentTarget }) => change({ name: currentTarget.value })}
            />
          )}
        </Field>
        <Ticks
          label={t('groupMembers')}
          help={t('groupMembersHelp')}
          all={around.operators}
          chosen={draft.members}
          onChange={(members) => change({ members })}
        />
        <Ticks
          label={t('groupSites')}
          help={t('groupSitesHelp')}
          all={around.sites}
          chosen={draft.sites}
          onChange={(sites) => change({ sites })}
        />
        <SharingFields settings={draft} change={change} errorAt={errorAt} />
        {problem !== undefined && <Notice kind="error">{problem}</Notice>}
        <div class="row">
          <button type="submit">{t(group ? 'save' : 'createGroup')}</button>
          <a class="button quiet" href="/console/groups">
            {t('cancel')}
          </a>
          {group && form.isChanged && <span class="small muted">{t('unsavedChanges')}</span>}
        </div>
      </Form>
      {group && <DeleteGroup group={group} around={around} onDone={gone} />}
    </>
  );
}
