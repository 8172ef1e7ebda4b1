import { LIMITS, type Macro, type MacroInput } from '../../../protocol/index.ts';
import { api } from '../../api.ts';
import { EditForm, useForm } from '../../editing/index.ts';
import { t } from '../../text/index.ts';
import { Field, SelectField } from '../../ui/index.ts';
import type { PreparedFormProps } from '../prepared-section.tsx';
import { ScopeField } from '../scope-field.tsx';
import { choicesFor } from './step-choices.ts';
import { StepsField } from './steps-field.tsx';

const KEYS = ['1', '2', '3', '4', '5', '6', '7', '8', '9'] as const;

/** Makes a macro, or changes or deletes one. */
export function MacroForm({ item: macro, isManager, sites, onDone }: PreparedFormProps<Macro>) {
  const form = useForm(inputOf(macro, isManager), 'name', 'steps', 'key', 'scope');
  const { draft: input, change, errorAt, attempt } = form;

  const save = () =>
    void attempt(() => (macro ? api.updateMacro(macro.id, input) : api.createMacro(input)), onDone);

  return (
    <EditForm
      form={form}
      maySave={input.steps.length > 0}
      onSave={save}
      onCancel={onDone}
      remove={
        macro && {
          question: t('macroDelete', { name: macro.name }),
          act: () => void attempt(() => api.deleteMacro(macro.id), onDone),
        }
      }
    >
      <Field label={t('name')} error={errorAt('name')}>
        {(field) => (
          <input
            {...field}
            required
            autocomplete="off"
            maxLength={LIMITS.macroNameCodePoints}
            value={input.name}
            onInput={({ currentTarget }) => change({ name: currentTarget.value })}
          />
        )}
      </Field>
      <StepsField
        steps={input.steps}
        choices={choicesFor(input.scope)}
        errorAt={errorAt}
        onChange={(steps) => change({ steps })}
      />
      <SelectField
        label={t('macroKey')}
        help={t('macroKeyHelp')}
        error={errorAt('key')}
        choices={[
          { name: '', words: t('noKey') },
          ...KEYS.map((key) => ({ name: key as string, words: `⇧ ${key}` })),
        ]}
        value={input.key ?? ''}
        onChange={(key) => change({ key: key || null })}
      />
      <ScopeField
        scope={input.scope}
        isManager={isManager}
        sites={sites}
        error={errorAt('scope')}
        onChange={(scope) => change({ scope })}
      />
    </EditForm>
  );
}

function inputOf(macro: Macro | undefined, isManager: boolean): MacroInput {
  if (!macro)
    return { name: '', key: null, scope: { kind: isManager ? 'everybody' : 'own' }, steps: [] };
  const { name, key, scope, steps } = macro;
  return { name, key, scope, steps: [...steps] };
}
