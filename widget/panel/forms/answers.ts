import type { ChatView, FormAnswer, FormField } from '../../../protocol/index.ts';

/** What stands in a form's fields, by their ids. */
export type Values = Readonly<Record<string, string | boolean>>;

/** What is sent of it: text without the spaces around it, nothing of fields left empty, and of each box whether it is ticked. Pure. */
export function answersOf(fields: readonly FormField[], values: Values): FormAnswer[] {
  return fields.flatMap(({ id: field, kind, label }): FormAnswer[] => {
    const given = values[field] ?? '';
    if (kind === 'checkbox' || kind === 'consent') return [{ field, label, value: given === true }];
    const value = `${given}`.trim();
    return value === '' ? [] : [{ field, label, value }];
  });
}

/** Who the visitor said they are, the last time a form before a chat asked: nobody writes that twice. Pure. */
export function answersBefore(items: ChatView['items'], fields: readonly FormField[]): Values {
  const forms = items.flatMap(({ body }) =>
    body.kind === 'form' && body.form === 'preChat' ? [body.answers] : [],
  );
  const known = (forms.at(-1) ?? []).filter(({ field }) =>
    fields.some(({ id, kind }) => id === field && PERSONAL.includes(kind)),
  );
  return Object.fromEntries(known.map(({ field, value }) => [field, value]));
}

const PERSONAL: readonly FormField['kind'][] = ['text', 'email', 'phone'];
