import { signal } from '@preact/signals';
import type { ChatChoices } from '../protocol/index.ts';
import { api } from './api.ts';

const NOTHING: ChatChoices = {
  sites: [],
  operators: [],
  groups: [],
  tags: [],
  goals: [],
  demo: false,
};

/** What chats can be filtered by; empty until the relay has said it. */
export const choices = signal<ChatChoices>(NOTHING);

/** Asks for it; what cannot be had now is asked for again where it is needed next. */
export async function loadChoices(): Promise<void> {
  try {
    choices.value = await api.choices();
  } catch {
    // A filter without names is of no use, and stands beside lists that tell of a lost line themselves.
  }
}
