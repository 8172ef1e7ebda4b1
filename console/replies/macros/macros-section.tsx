import type { Macro } from '../../../protocol/index.ts';
import { KeyCaps } from '../../commands/index.ts';
import { t } from '../../text/index.ts';
import { asLine, asText } from '../../visitors/index.ts';
import { prepared } from '../prepared.ts';
import { PreparedSection } from '../prepared-section.tsx';
import { scopeWords } from '../scope-field.tsx';
import type { SectionProps } from '../section.ts';
import { MacroForm } from './macro-form.tsx';
import { stepWords } from './step-words.ts';

/** The macros that this operator may see, to be made, changed and deleted. */
export function MacrosSection({ isManager }: SectionProps) {
  return (
    <PreparedSection
      isManager={isManager}
      help={t('macrosHelp')}
      newWords={t('newMacro')}
      items={prepared.value.macros}
      none={t('noMacros')}
      Form={MacroForm}
      nameOf={({ name }) => asText(name)}
      Item={MacroItem}
    />
  );
}

function MacroItem({ item: macro }: { item: Macro }) {
  return (
    <div class="stack-tight">
      <span class="row">
        <strong dir="auto">{asLine(macro.name)}</strong>
        {macro.key !== null && <KeyCaps keys={`Shift+Digit${macro.key}`} />}
        <span class="small muted">{scopeWords(macro)}</span>
      </span>
      <p class="muted" dir="auto">
        {macro.steps.map(stepWords).join(' › ')}
      </p>
    </div>
  );
}
