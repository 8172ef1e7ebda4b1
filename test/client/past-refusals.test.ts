import { afterEach, beforeEach, expect, test } from 'vitest';
import { createOperatorClient, createStores, type OperatorClient } from '../../client/index.ts';
import type { ChatId, EventBody, OperatorSend } from '../../protocol/index.ts';
import { ScriptedSocket, scriptedEnvironment } from './scripted-socket.ts';

const CHAT = 'c1' as ChatId;
const ADA = { id: 'ada', name: 'Ada' };
const BOB = { id: 'bob', name: 'Bob' };

let client: OperatorClient;
let last: number;

/** Ada is at the console, and looks at a chat of which two events are there. */
beforeEach(() => {
  const { environment } = scriptedEnvironment();
  client = createOperatorClient({ relay: 'http://relay', store: createStores().page }, environment);
  client.connect();
  const { last: socket } = ScriptedSocket;
  socket.readyState = ScriptedSocket.OPEN;
  socket.onopen?.();
  const empty = { chats: [], operators: [], groups: [], tags: [] };
  socket.says({
    type: 'welcome',
    operator: ADA,
    epoch: 'e1',
    at: 0,
    limits: { fileBytes: 0 },
    ...empty,
  });
  client.watch(CHAT);
  last = 0;
  happens({ kind: 'message', text: 'Hello?' });
  happens({ kind: 'queued', offline: false });
});
afterEach(() => client.destroy());

/** The next event of the chat, by the system unless `by` says whose it is. */
function happens(event: EventBody, by?: { readonly id: string }): void {
  const author = by ? { role: 'operator', id: by.id } : { role: 'system' };
  const id = `event ${last + 1}`;
  ScriptedSocket.last.says({
    type: 'event',
    chat: CHAT,
    seq: last + 1,
    prev: last,
    id,
    at: 1,
    author,
    event,
  });
  last += 1;
}

/** Ada does this, and is refused: `seq` is the last event of the chat as the relay knew it. */
function isRefused(event: OperatorSend, code: string, seq: number): void {
  const id = client.send(CHAT, event);
  const values = { name: 'Bob', seq };
  ScriptedSocket.last.says({ type: 'refused', id, code, message: 'No.', values, final: true });
}

const told = () =>
  client
    .getState()
    .open.get(CHAT)
    ?.pending.map(({ event }) => event.kind);
const bobJoins = () => happens({ kind: 'joined', operator: BOB } as EventBody, BOB);

test('tells that a colleague was quicker until the chat moves on', async () => {
  bobJoins();
  isRefused({ kind: 'joined' }, 'chat_taken', 3);
  happens({ kind: 'message', text: 'Still there?' });
  expect(await told()).toEqual(['joined']);
  happens({ kind: 'queued', offline: false });
  expect(await told()).toEqual([]);
});

test('tells it also where the colleague’s own step comes after the refusal', async () => {
  isRefused({ kind: 'joined' }, 'chat_taken', 3);
  bobJoins();
  expect(await told()).toEqual(['joined']);
  happens({ kind: 'closed' }, BOB);
  expect(await told()).toEqual([]);
});

test('tells it no longer once the operator has done something else in the chat', async () => {
  bobJoins();
  isRefused({ kind: 'joined' }, 'chat_taken', 3);
  happens({ kind: 'note', text: 'Ask me' }, ADA);
  expect(await told()).toEqual([]);
});

test('keeps words that were written for a transfer, and messages, until they are discarded', async () => {
  const to = { operator: 'bob' } as Extract<OperatorSend, { kind: 'transferred' }>['to'];
  isRefused({ kind: 'transferred', to, note: 'Wants blue' }, 'target_away', 2);
  isRefused({ kind: 'message', text: 'Dear visitor' }, 'chat_closed', 2);
  happens({ kind: 'closed' }, BOB);
  expect(await told()).toEqual(['transferred', 'message']);
});
