import { VARIABLES } from '../../../protocol/later.ts';
import { t } from '../../text/index.ts';

/** What a text may fill in, each to be put in by a click. */
export function VariableButtons({ onInsert }: { onInsert: (variable: string) => void }) {
  return (
    <fieldset class="variables">
      <legend class="small">{t('variables')}</legend>
      <div class="row">
        {VARIABLES.map((variable) => (
          <button
            key={variable}
            type="button"
            class="quiet"
            aria-label={t('variableInsert', { name: t(`variable-${variable}`) })}
            onClick={() => onInsert(variable)}
          >
            {t(`variable-${variable}`)}
          </button>
        ))}
      </div>
    </fieldset>
  );
}
