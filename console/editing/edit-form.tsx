import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { t } from '../text/index.ts';
import { Notice, Question } from '../ui/index.ts';
import { Form } from './form.tsx';
import type { EditedForm } from './use-form.ts';

interface EditFormProps {
  readonly form: Pick<EditedForm<unknown>, 'problem' | 'refusal' | 'leave'>;
  /** Default: it may be saved. */
  readonly maySave?: boolean;
  readonly onSave: () => void;
  readonly onCancel: () => void;
  /** Only where there is something to delete. */
  readonly remove: { readonly question: string; readonly act: () => void } | undefined;
  /** Its fields; the first of them gets the focus. */
  readonly children: ComponentChildren;
}

/** A form within a list, that makes, changes or deletes one of its entries. */
export function EditForm(props: EditFormProps) {
  const { form, maySave = true, onSave, onCancel, remove, children } = props;
  const [isAsking, setAsking] = useState(false);
  return (
    <div data-editing>
      <Form refusal={form.refusal} onSave={onSave}>
        {children}
        {form.problem !== undefined && <Notice kind="error">{form.problem}</Notice>}
        <div class="row">
          <button type="submit" disabled={!maySave}>
            {t('save')}
          </button>
          <button type="button" class="quiet" onClick={() => form.leave(onCancel)}>
            {t('cancel')}
          </button>
          {remove && (
            <button type="button" class="bare" onClick={() => setAsking(true)}>
              {t('delete')}
            </button>
          )}
        </div>
      </Form>
      {remove && isAsking && (
        <Question
          title={remove.question}
          yes={t('delete')}
          no={t('cancel')}
          onAnswer={(isMeant) => {
            setAsking(false);
            if (isMeant) remove.act();
          }}
        />
      )}
    </div>
  );
}
