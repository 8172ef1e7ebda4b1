import { expect, onTestFinished, test } from 'vitest';
import { createStores, createVisitorClient } from '../../client/index.ts';
import type { SiteKey, VisitorToken } from '../../protocol/index.ts';
import { ScriptedSocket, scriptedEnvironment } from './scripted-socket.ts';

const PROOF = { userId: 'u', hash: '0'.repeat(64) };
const YES = { choice: 'granted', by: 'api', version: '1', text: '', page: '' } as const;

/** A visitor with a proof and something to say, whose line was just welcomed. */
function visitorWithProof() {
  const { environment } = scriptedEnvironment();
  const store = createStores().page;
  let token: VisitorToken | undefined;
  const complaints: string[] = [];
  const client = createVisitorClient(
    {
      relay: 'http://relay.example',
      site: 'cb_0' as SiteKey,
      store: () => store,
      token: {
        read: () => token,
        write: (given) => {
          token = given;
        },
        clear: () => undefined,
      },
      page: () => ({ url: '', title: '' }),
      language: () => 'en',
      onComplaint: (sentence) => void complaints.push(sentence),
    },
    environment,
  );
  onTestFinished(client.destroy);
  client.identify(PROOF);
  client.send({ kind: 'message', text: 'Hello' });
  isWelcomed('v1');
  return { client, complaints };
}

function isWelcomed(visitor: string): void {
  const socket = ScriptedSocket.last;
  socket.readyState = ScriptedSocket.OPEN;
  socket.onopen?.();
  const limits = { fileBytes: 1 };
  socket.says({
    type: 'welcome',
    visitor,
    epoch: 'e',
    chats: [],
    limits,
    config: {},
    accepting: true,
  });
}

const typesSent = () => ScriptedSocket.last.sent.map(({ type }) => type);

test('B4 P3 sends no message before the relay has said whose it is', () => {
  visitorWithProof();
  expect(typesSent()).toEqual(['hello', 'identify']);
  ScriptedSocket.last.says({ type: 'identified', userId: 'u' });
  expect(typesSent()).toEqual(['hello', 'identify', 'send']);
});

test('B4 P2 comes back with a token that it was given, proves itself again, and sends then', () => {
  visitorWithProof();
  const token = 'a'.repeat(32);
  ScriptedSocket.last.says({ type: 'identified', userId: 'u', token });
  expect(ScriptedSocket.made).toHaveLength(2);
  isWelcomed('v2');
  expect(ScriptedSocket.last.sent).toMatchObject([{ type: 'hello', token }, { type: 'identify' }]);
  ScriptedSocket.last.says({ type: 'identified', userId: 'u' });
  expect(typesSent()).toEqual(['hello', 'identify', 'send']);
});

test('B4 P2 goes on where the proof is refused, and tells the developer', () => {
  const { complaints } = visitorWithProof();
  const refusal = { type: 'refused', code: 'proof_refused', message: 'No.', final: true };
  ScriptedSocket.last.says(refusal);
  expect(typesSent()).toEqual(['hello', 'identify', 'send']);
  expect(complaints).toEqual(['No.']);
});

test('B4 F2 keeps a decision that was taken meanwhile, and records it first on the next line', () => {
  const { client } = visitorWithProof();
  client.recordConsent(YES);
  expect(typesSent()).toEqual(['hello', 'identify']);
  ScriptedSocket.last.says({ type: 'identified', userId: 'u', token: 'a'.repeat(32) });
  isWelcomed('v2');
  expect(typesSent()).toEqual(['hello', 'consent', 'identify']);
});

test('B4 says of a further user nothing that was said of the one before', () => {
  const { client } = visitorWithProof();
  client.identify({ name: 'Ada' });
  client.identify({ token: 'a.b.c' });
  expect(ScriptedSocket.last.sent.slice(1)).toEqual([
    { type: 'identify', ...PROOF },
    { type: 'identify', ...PROOF, name: 'Ada' },
    { type: 'identify', token: 'a.b.c' },
  ]);
});
