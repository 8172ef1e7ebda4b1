import type { FieldKind, FormField } from '../../../protocol/index.ts';

/** In the order in which they are offered. */
export const FIELD_KINDS: readonly FieldKind[] = [
  'text',
  'textarea',
  'email',
  'phone',
  'select',
  'radio',
  'checkbox',
  'consent',
];

/** Fields that the widget has words for in every language; what is written in them tells who the visitor is. */
export const NAMED_FIELDS = [
  { id: 'name', kind: 'text' },
  { id: 'email', kind: 'email' },
  { id: 'phone', kind: 'phone' },
  { id: 'message', kind: 'textarea' },
] as const satisfies readonly Pick<FormField, 'id' | 'kind'>[];

export type NamedField = (typeof NAMED_FIELDS)[number];

/** The named field of an id. Pure. */
export function namedField(id: string): NamedField | undefined {
  return NAMED_FIELDS.find((named) => named.id === id);
}

/** A new field with an id that no other one of the form has. Pure. */
export function newField(fields: readonly FormField[], choice: FieldKind | NamedField): FormField {
  if (typeof choice !== 'string') return { ...choice, label: '', required: true };
  const isTaken = (id: string) => fields.some((field) => field.id === id);
  let number = 1;
  while (isTaken(`${choice}-${number}`)) number += 1;
  return ofKind({ id: `${choice}-${number}`, label: '', required: false }, choice);
}

/** The field as one of another kind: only lists have options. Pure. */
export function ofKind(
  { id, label, required, options = [] }: Omit<FormField, 'kind'>,
  kind: FieldKind,
): FormField {
  const field = { id, kind, label, required };
  return hasOptions(kind) ? { ...field, options } : field;
}

/** Whether fields of this kind give something to choose from. Pure. */
export function hasOptions(kind: FieldKind): boolean {
  return kind === 'select' || kind === 'radio';
}

/** The fields with one of them moved to another place. Pure. */
export function moveField(fields: readonly FormField[], from: number, to: number): FormField[] {
  const moved = [...fields];
  moved.splice(to, 0, ...moved.splice(from, 1));
  return moved;
}
