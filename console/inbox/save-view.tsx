import { useState } from 'preact/hooks';
import { LIMITS } from '../../protocol/index.ts';
import { Form } from '../editing/index.ts';
import { mayManage, session } from '../session.ts';
import { t } from '../text/index.ts';
import { Field, Notice } from '../ui/index.ts';
import { isChanged, removeView, saveView, shown, updateView } from './views.ts';

/** Keeps the list as it is shown under a name, or changes or removes the view that it comes from. */
export function SaveView() {
  const isManager = session.value.name === 'signed-in' && mayManage(session.value.operator);
  const { view } = shown.value;
  const [failure, setFailure] = useState('');
  const [name, setName] = useState('');
  const [isShared, setShared] = useState(false);
  const mayChange = view !== null && (!view.isShared || isManager);

  async function act(work: () => Promise<void>): Promise<void> {
    setFailure('');
    try {
      await work();
      setName('');
      setShared(false);
    } catch (error) {
      setFailure(error instanceof Error ? error.message : t('somethingFailed'));
    }
  }

  return (
    <div class="stack">
      {mayChange && (
        <div class="row">
          {isChanged() && (
            <button type="button" class="quiet" onClick={() => void act(() => updateView(view))}>
              {t('viewUpdate', { name: view.name })}
            </button>
          )}
          <button type="button" class="quiet" onClick={() => void act(() => removeView(view))}>
            {t('viewRemove', { name: view.name })}
          </button>
        </div>
      )}
      <Form class="stack save-view" onSave={() => void act(() => saveView(name, isShared))}>
        <Field label={t('viewName')} help={t('viewHelp')}>
          {(input) => (
            <input
              {...input}
              required
              maxLength={LIMITS.viewNameCodePoints}
              value={name}
              onInput={({ currentTarget }) => setName(currentTarget.value)}
            />
          )}
        </Field>
        {isManager && (
          <label class="row">
            <input
              type="checkbox"
              checked={isShared}
              onChange={({ currentTarget }) => setShared(currentTarget.checked)}
            />
            {t('viewShared')}
          </label>
        )}
        <button type="submit">{t('viewSave')}</button>
      </Form>
      {failure && <Notice kind="error">{failure}</Notice>}
    </div>
  );
}
