import { signal } from '@preact/signals';
import type { ListName, View, ViewInput } from '../../protocol/index.ts';
import { api } from '../api.ts';
import { type Shown, usualOrder } from './lists.ts';

/** The views of this operator and the shared ones; empty until the relay has said them. */
export const views = signal<readonly View[]>([]);

/** What the inbox shows, also after another screen was looked at; `view` is the one it comes from. */
export const shown = signal<Shown & { readonly view: View | null }>(plainList('open'));

function plainList(list: ListName) {
  return { list, filter: {}, order: usualOrder(list), view: null };
}

/** Shows a list without a filter. */
export function showList(list: ListName): void {
  shown.value = plainList(list);
}

export function showView(view: View): void {
  const { list, filter, order } = view;
  shown.value = { list, filter, order, view };
}

/** Filters or orders otherwise what is shown. */
export function change(part: Partial<Omit<Shown, 'list'>>): void {
  shown.value = { ...shown.value, ...part };
}

/** Whether what is shown differs from the view it comes from. */
export function isChanged(): boolean {
  const { view, list, filter, order } = shown.value;
  const plain = view ?? plainList(list);
  return order !== plain.order || keyOf(filter) !== keyOf(plain.filter);
}

function keyOf(filter: Shown['filter']): string {
  return JSON.stringify(
    Object.entries(filter)
      .filter(([, value]) => value !== undefined)
      .sort(),
  );
}

/** Asks for the views; rejects where the relay does not say them. */
export async function loadViews(): Promise<void> {
  views.value = await api.views();
}

/** Keeps what is shown as a new view, and shows that. Rejects with an ApiError. */
export async function saveView(name: string, isShared: boolean): Promise<void> {
  const view = await api.createView(inputOf(name, isShared));
  views.value = [...views.value, view];
  showView(view);
}

/** Keeps what is shown in the view it comes from. Rejects with an ApiError. */
export async function updateView({ id, name, isShared }: View): Promise<void> {
  const view = await api.updateView(id, inputOf(name, isShared));
  views.value = views.value.map((one) => (one.id === id ? view : one));
  showView(view);
}

/** Removes a view, and shows its list. Rejects with an ApiError. */
export async function removeView({ id, list }: View): Promise<void> {
  await api.removeView(id);
  views.value = views.value.filter((one) => one.id !== id);
  showList(list);
}

function inputOf(name: string, isShared: boolean): ViewInput {
  const { list, filter, order } = shown.value;
  return { name, isShared, list, filter, order };
}
