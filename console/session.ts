import { computed, effect, signal } from '@preact/signals';
import {
  createOperatorClient,
  createStores,
  type OperatorClient,
  type OperatorState,
} from '../client/index.ts';
import type { Operator } from '../protocol/index.ts';
import { ApiError, api } from './api.ts';

/** Who is at the console. */
export type Session =
  | { readonly name: 'unknown' }
  | { readonly name: 'signed-out' }
  | { readonly name: 'unreachable'; readonly reason: string }
  | { readonly name: 'signed-in'; readonly operator: Operator; readonly client: OperatorClient };

export const session = signal<Session>({ name: 'unknown' });

/** What the client knows, as a signal; null while nobody is signed in. */
export const live = signal<OperatorState | null>(null);

const store = createStores().device;

/** Asks the relay who is signed in. */
export async function findSession(): Promise<void> {
  try {
    begin(await api.session());
  } catch (error) {
    if (error instanceof ApiError && error.status === 401) session.value = { name: 'signed-out' };
    else
      session.value = { name: 'unreachable', reason: error instanceof Error ? error.message : '' };
  }
}

/** Whether the line was there before in this session. */
let hadLine = false;

/** Takes up a session after signing in: one live line for as long as it lasts. */
export function begin(operator: Operator): void {
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
  session.value = { name: 'signed-out' };
}

/** The relay no longer knows the session: signed out elsewhere, or expired. */
effect(() => {
  const connection = live.value?.connection;
  if (connection?.name !== 'refused' || connection.code !== 4402) return;
  if (session.peek().name === 'signed-in') session.value = { name: 'signed-out' };
});

/** What they may do may be something else since the line was lost: a new role closes it. */
async function renew(): Promise<void> {
  const operator = await api.session();
  const now = session.peek();
  if (now.name !== 'signed-in' || JSON.stringify(now.operator) === JSON.stringify(operator)) return;
  session.value = { ...now, operator };
}

const isLineOpen = computed(() => live.value?.connection.name === 'open');

effect(() => {
  if (!isLineOpen.value) return;
  // Where it fails, the line itself says what is the matter.
  if (hadLine) void renew().catch(() => undefined);
  hadLine = true;
});

/** Everybody but viewers says something in chats. */
export function mayWrite(operator: Operator): boolean {
  return operator.role !== 'viewer';
}

/** Owners and admins change sites, operators and add-ons. */
export function mayManage(operator: Operator): boolean {
  return operator.role === 'owner' || operator.role === 'admin';
}
