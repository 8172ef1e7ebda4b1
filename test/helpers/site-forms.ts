import { DEFAULT_FORMS, type FormField, type SiteForms } from '../../protocol/index.ts';
import type { ConsoleApi } from './console-api.ts';

/** A field of each kind; of the two that must be filled in, one must be ticked. */
export const EVERY_KIND: FormField[] = [
  { id: 'name', kind: 'text', label: '', required: false },
  { id: 'email', kind: 'email', label: 'Your address', required: true },
  { id: 'phone', kind: 'phone', label: '', required: false },
  { id: 'topic', kind: 'select', label: 'Topic', required: false, options: ['Sales', 'Repairs'] },
  { id: 'size', kind: 'radio', label: 'Size', required: false, options: ['Small', 'Large'] },
  { id: 'story', kind: 'textarea', label: 'What happened?', required: false },
  { id: 'news', kind: 'checkbox', label: 'Send me news', required: false },
  { id: 'terms', kind: 'consent', label: 'I agree that you keep this', required: true },
];

/** A form that is shown, with these fields. */
export function shownForm(fields: readonly FormField[]) {
  return { enabled: true, title: '', text: '', fields: [...fields] };
}

/** The owner changes forms of the installation's first site. */
export async function asksBy(owner: ConsoleApi, forms: Partial<SiteForms>): Promise<void> {
  const { body } = await owner.call('GET', '/sites');
  const { id, name, domains, settings } = body[0];
  const changed = { ...settings, forms: { ...DEFAULT_FORMS, ...forms } };
  const answer = await owner.call('PUT', `/sites/${id}`, { name, domains, settings: changed });
  if (answer.status !== 200) throw new Error(answer.body.error.message);
}
