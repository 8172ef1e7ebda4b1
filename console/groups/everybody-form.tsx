import type { TargetedSubmitEvent } from 'preact';
import { useState } from 'preact/hooks';
import type { GroupSettings } from '../../protocol/index.ts';
import { api } from '../api.ts';
import { useAttempt } from '../editing/index.ts';
import { t } from '../text/index.ts';
import { Notice, useUnloadQuestion } from '../ui/index.ts';
import { SharingFields, TIMES } from './sharing-fields.tsx';

interface EverybodyProps {
  readonly settings: GroupSettings;
  /** It was saved. */
  readonly onDone: () => void;
}

/** How chats of sites without a group are shared out among everybody. */
export function EverybodyForm({ settings, onDone }: EverybodyProps) {
  const [draft, setDraft] = useState(settings);
  const { errorAt, problem, attempt } = useAttempt(...TIMES);
  const isChanged = JSON.stringify(draft) !== JSON.stringify(settings);
  useUnloadQuestion(isChanged);

  function submit(event: TargetedSubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    void attempt(() => api.updateEverybodys(draft), onDone);
  }

  return (
    <>
      <a href="/console/groups">{t('allGroups')}</a>
      <h1>{t('everybodysChats')}</h1>
      <p class="muted">{t('everybodysChatsHelp')}</p>
      <form class="stack site-form" onSubmit={submit}>
        <SharingFields
          settings={draft}
          change={(changes) => setDraft({ ...draft, ...changes })}
          errorAt={errorAt}
        />
        {problem !== undefined && <Notice kind="error">{problem}</Notice>}
        <div class="row">
          <button type="submit">{t('save')}</button>
          <a class="button quiet" href="/console/groups">
            {t('cancel')}
          </a>
          {isChanged && <span class="small muted">{t('unsavedChanges')}</span>}
        </div>
      </form>
    </>
  );
}
