import { computed, effect, signal } from '@preact/signals';
import {
  createOperatorClient,
  createStores,
  type OperatorClient,
  type OperatorState,
} from '../client/index.ts';
import type { Account, Operator } from '../protocol/index.ts';
import { ApiError, api } from './api.ts';
import { ahead, type LanguageChoice, setLanguage } from './text/index.ts';

/** Who is at the console. */
export type Session =
  | { readonly name: 'unknown' }
  | { readonly name: 'signed-out' }
  | { readonly name: 'unreachable'; readonly reason: string }
  | { readonly name: 'signed-in'; readonly operator: Account; readonly client: OperatorClient };

export const session = signal<Session>({ name: 'unknown' });

/** What the client knows, as a signal; null while nobody is signed in. */
export const live = signal<OperatorState | null>(null);

effect(() => {
  ahead.value = live.value?.ahead ?? 0;
});

const store = createStores().device;

/** Asks the relay who is signed in. */
export async function findSession(): Promise<void> {
  try {
    await begin(await api.session());
  } catch (error) {
    if (error instanceof ApiError && error.status === 401) await end();
    else
      session.value = { name: 'unreachable', reason: error instanceof Error ? error.message : '' };
  }
}

/** Whether the line was there before in this session. */
let hadLine = false;

/** Takes up a session after signing in: one live line for as long as it lasts, and the language that the account names. */
export async function begin(operator: Account): Promise<void> {
  await setLanguage(operator.language ?? 'auto');
  hadLine = false;
  const client = createOperatorClient({ relay: location.origin, store });
  client.subscribe(showSoon(client));
  live.value = client.getState();
  session.value = { name: 'signed-in', operator, client };
  client.connect();
}

/** About a frame of the screen: a replay brings hundreds of events, and each would draw the whole chat anew. */
const SHOW_EVERY_MS = 16;

function showSoon(client: OperatorClient): () => void {
  let isDue = false;
  return () => {
    if (isDue) return;
    isDue = true;
    setTimeout(() => {
      isDue = false;
      // Signed out meanwhile, there is nothing to show.
      if (session.peek().name === 'signed-in') live.value = client.getState();
    }, SHOW_EVERY_MS);
  };
}

/** Ends the session here and at the relay. Drafts and unsent messages of this operator stay on the device. */
export async function signOut(): Promise<void> {
  if (session.value.name === 'signed-in') session.value.client.destroy();
  await api.signOut();
  live.value = null;
  await end();
}

/** Nobody is signed in: whoever comes next reads what the browser speaks. */
async function end(): Promise<void> {
  await setLanguage('auto');
  session.value = { name: 'signed-out' };
}

/**
 * Goes on in this language, here at once and, by the account, wherever they sign in. Where the account cannot be told, as without a
 * network, it is only until the account is read again.
 */
export async function chooseLanguage(choice: LanguageChoice): Promise<void> {
  await setLanguage(choice);
  await api.setLanguage({ language: choice === 'auto' ? null : choice }).catch(() => undefined);
}

/** The relay no longer knows the session: signed out elsewhere, or expired. */
effect(() => {
  const connection = live.value?.connection;
  if (connection?.name !== 'refused' || connection.code !== 4402) return;
  if (session.peek().name === 'signed-in') void end();
});

/**
 * Reads the account again: it was changed here, or elsewhere while the line was lost. A new role closes it. Where it fails, the line
 * itself says what is the matter.
 */
export function renewIfPossible(): Promise<void> {
  return renew().catch(() => undefined);
}

async function renew(): Promise<void> {
  const operator = await api.session();
  const now = session.peek();
  if (now.name !== 'signed-in' || JSON.stringify(now.operator) === JSON.stringify(operator)) return;
  await setLanguage(operator.language ?? 'auto');
  session.value = { ...now, operator };
}

const isLineOpen = computed(() => live.value?.connection.name === 'open');

effect(() => {
  if (!isLineOpen.value) return;
  if (hadLine) void renewIfPossible();
  hadLine = true;
});

const ownName = computed(() => live.value?.me?.name);

/** Another browser of theirs changed the name. */
effect(() => {
  const name = ownName.value;
  const now = session.peek();
  if (!name || now.name !== 'signed-in' || name === now.operator.name) return;
  void renewIfPossible();
});

/** Everybody but viewers says something in chats. */
export function mayWrite(operator: Operator): boolean {
  return operator.role !== 'viewer';
}

/** Owners and admins change sites, operators and add-ons. */
export function mayManage(operator: Operator): boolean {
  return operator.role === 'owner' || operator.role === 'admin';
}
