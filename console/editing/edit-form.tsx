import type { ComponentChildren } from 'preact';
import { t } from '../text/index.ts';
import { Notice } from '../ui/index.ts';

interface EditFormProps {
  /** Why it was refused, where no field says so. */
  readonly problem: string | undefined;
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
  const { problem, maySave = true, onSave, onCancel, remove, children } = props;
  return (
    <form
      class="stack"
      data-editing
      onSubmit={(event) => {
        event.preventDefault();
        onSave();
      }}
    >
      {children}
      {problem !== undefined && <Notice kind="error">{problem}</Notice>}
      <div class="row">
        <button type="submit" disabled={!maySave}>
          {t('save')}
        </button>
        <button type="button" class="quiet" onClick={onCancel}>
          {t('cancel')}
        </button>
        {remove && (
          <button
            type="button"
            class="bare"
            onClick={() => confirm(remove.question) && remove.act()}
          >
            {t('delete')}
          </button>
        )}
      </div>
    </form>
  );
}
