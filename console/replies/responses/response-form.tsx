import { useRef } from 'preact/hooks';
import {
  type CannedResponse,
  type ChatFile,
  countCodePoints,
  LIMITS,
} from '../../../protocol/index.ts';
import { api } from '../../api.ts';
import { EditForm, useForm } from '../../editing/index.ts';
import { t, tooLong } from '../../text/index.ts';
import { Field } from '../../ui/index.ts';
import type { PreparedFormProps } from '../prepared-section.tsx';
import { ScopeField } from '../scope-field.tsx';
import { FilesField } from './files-field.tsx';
import { VariableButtons } from './variable-buttons.tsx';

type Draft = Pick<CannedResponse, 'shortcut' | 'text' | 'scope' | 'files'>;

/** Makes a canned response, or changes or deletes one. */
export function ResponseForm({
  item: response,
  isManager,
  sites,
  onDone,
}: PreparedFormProps<CannedResponse>) {
  const form = useForm(draftOf(response, isManager), 'shortcut', 'text', 'files', 'scope');
  const { draft, change, errorAt, attempt } = form;

  function save() {
    const { shortcut, text, scope, files } = draft;
    const input = { shortcut, text, scope, files: files.map(({ id }) => id) };
    const act = () =>
      response ? api.updateCannedResponse(response.id, input) : api.createCannedResponse(input);
    void attempt(act, onDone);
  }

  return (
    <EditForm
      form={form}
      onSave={save}
      onCancel={onDone}
      remove={
        response && {
          question: t('responseDelete', { shortcut: response.shortcut }),
          act: () => void attempt(() => api.deleteCannedResponse(response.id), onDone),
        }
      }
    >
      <Field label={t('shortcut')} help={t('shortcutHelp')} error={errorAt('shortcut')}>
        {(input) => (
          <span class="shortcut">
            <span aria-hidden="true">/</span>
            <input
              {...input}
              required
              autocomplete="off"
              maxLength={LIMITS.shortcutChars}
              value={draft.shortcut}
              onInput={({ currentTarget }) =>
                change({ shortcut: currentTarget.value.replace(/^\//, '').replaceAll(' ', '-') })
              }
            />
          </span>
        )}
      </Field>
      <TextField text={draft.text} error={errorAt('text')} onChange={(text) => change({ text })} />
      <FilesField
        files={draft.files}
        error={errorAt('files')}
        onChange={(changed: (files: readonly ChatFile[]) => ChatFile[]) =>
          change(({ files }) => ({ files: changed(files) }))
        }
      />
      <ScopeField
        scope={draft.scope}
        isManager={isManager}
        sites={sites}
        error={errorAt('scope')}
        onChange={(scope) => change({ scope })}
      />
    </EditForm>
  );
}

function draftOf(response: CannedResponse | undefined, isManager: boolean): Draft {
  if (!response)
    return { shortcut: '', text: '', scope: { kind: isManager ? 'everybody' : 'own' }, files: [] };
  const { shortcut, text, scope, files } = response;
  return { shortcut, text, scope, files };
}

function TextField({
  text,
  error,
  onChange,
}: {
  text: string;
  error: string | undefined;
  onChange: (text: string) => void;
}) {
  const input = useRef<HTMLTextAreaElement>(null);
  const over = countCodePoints(text) - LIMITS.textCodePoints;

  function insert(variable: string) {
    const element = input.current;
    if (!element) return;
    element.setRangeText(`{{${variable}}}`, element.selectionStart, element.selectionEnd, 'end');
    onChange(element.value);
    element.focus();
  }

  return (
    <div class="stack-tight">
      <Field
        label={t('responseText')}
        help={t('variablesHelp')}
        warning={tooLong(over, LIMITS.textCodePoints)}
        error={error}
      >
        {(field) => (
          <textarea
            {...field}
            ref={input}
            required
            rows={5}
            dir="auto"
            value={text}
            onInput={({ currentTarget }) => onChange(currentTarget.value)}
          />
        )}
      </Field>
      <VariableButtons onInsert={insert} />
    </div>
  );
}
