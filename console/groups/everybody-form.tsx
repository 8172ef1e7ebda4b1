import type { GroupSettings } from '../../protocol/index.ts';
import { api } from '../api.ts';
import { Form, useForm } from '../editing/index.ts';
import { t } from '../text/index.ts';
import { Notice } from '../ui/index.ts';
import { SharingFields, TIMES } from './sharing-fields.tsx';

interface EverybodyProps {
  readonly settings: GroupSettings;
  /** It was saved. */
  readonly onDone: () => void;
}

/** How chats of sites without a group are shared out among everybody. */
export function EverybodyForm({ settings, onDone }: EverybodyProps) {
  const form = useForm(settings, ...TIMES);
  const { draft, change, errorAt, problem } = form;
  const save = () => void form.attempt(() => api.updateEverybodys(draft), onDone);

  return (
    <>
      <a href="/console/groups">{t('allGroups')}</a>
      <h1>{t('everybodysChats')}</h1>
      <p class="muted">{t('everybodysChatsHelp')}</p>
      <Form class="stack site-form" refusal={form.refusal} onSave={save}>
        <SharingFields settings={draft} change={change} errorAt={errorAt} />
        {problem !== undefined && <Notice kind="error">{problem}</Notice>}
        <div class="row">
          <button type="submit">{t('save')}</button>
          <a class="button quiet" href="/console/groups">
            {t('cancel')}
          </a>
          {form.isChanged && <span class="small muted">{t('unsavedChanges')}</span>}
        </div>
      </Form>
    </>
  );
}
