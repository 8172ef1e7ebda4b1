import type { FormField } from '../../../protocol/index.ts';
import { t } from '../../text/index.ts';
import { namedField } from './edit-fields.ts';

/** What a field is called in the console: its label, its own words where it has none, else its kind. */
export function fieldName({ id, kind, label }: FormField): string {
  return label.trim() || ownWords(id) || t(`kind-${kind}`);
}

/** What the widget says of a field without a label, in the console's language; empty for those that need one. */
export function ownWords(id: string): string {
  const named = namedField(id);
  return named ? t(`field-${named.id}`) : '';
}
