import type { FormAnswer } from '../../protocol/index.ts';
import { t } from '../text/index.ts';
import { asText } from './as-text.ts';

/** The answers to a form, as the visitor gave them: labels are the site's, values a stranger's text. */
export function Answers({ answers }: { answers: readonly FormAnswer[] }) {
  return (
    <dl class="answers">
      {answers.map(({ field, label, value }) => (
        <div key={field}>
          <dt class="small muted">{asText(label) || ownWords(field)}</dt>
          <dd dir="auto">{typeof value === 'boolean' ? t(value ? 'yes' : 'no') : asText(value)}</dd>
        </div>
      ))}
    </dl>
  );
}

/** What a field without a label of its own is called. */
function ownWords(field: string): string {
  switch (field) {
    case 'name':
    case 'email':
    case 'phone':
    case 'message':
      return t(`field-${field}`);
    default:
      return field;
  }
}
