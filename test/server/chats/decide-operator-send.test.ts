import { describe, expect, test } from 'vitest';
import type { EventId } from '../../../protocol/index.ts';
import { decideOperatorSend, type OwnSend } from '../../../server/chats/decide-operator-send.ts';
import type { ChatRow } from '../../../server/storage/index.ts';
import { ada, bob, chatIn, kinds, moment, why } from './chat-rows.ts';

const nameOf = (id: string) => (id === bob.id ? 'Bob' : 'Ada');
const sends = (event: OwnSend, chat: ChatRow | null) =>
  decideOperatorSend(moment, ada, { id: 'm1' as EventId, event }, chat, nameOf);
const message = { kind: 'message', text: 'Hello' } as const;

describe('an operator who writes', () => {
  test('joins a chat that is not theirs by writing to it', () => {
    const decision = sends(message, chatIn('active', bob.id));
    expect(kinds(decision)).toEqual(['joined', 'message']);
    expect(decision).toMatchObject({ chat: { operator_id: ada.id } });
  });

  test('leaves a note without joining, and hides it from the visitor', () => {
    expect(sends({ kind: 'note', text: 'vip' }, chatIn('queued'))).toMatchObject({
      chat: { state: 'queued', last_seq: 5, last_visible_seq: 3, preview: '' },
      events: [{ audience: 'operators', seq: 5, visible_prev: 3 }],
    });
  });

  test('cannot write a message into a closed chat', () => {
    expect(kinds(sends(message, chatIn('closed')))).toEqual(['chat_closed']);
  });

  test('is told when there is no such chat', () => {
    expect(kinds(sends(message, null))).toEqual(['not_found']);
  });
});

describe('an operator who takes a step', () => {
  test.each([
    ['accepts a chat that is theirs already', 'joined', chatIn('active', ada.id)],
    ['closes a chat that is closed already', 'closed', chatIn('closed', ada.id)],
    ['reopens a chat that is open and theirs already', 'reopened', chatIn('active', ada.id)],
  ] as const)('changes nothing when they %s', (_what, kind, chat) => {
    expect(sends({ kind }, chat)).toEqual({ chat, events: [] });
  });

  test('accepts what was offered to somebody else, who has not accepted it', () => {
    expect(kinds(sends({ kind: 'joined' }, chatIn('assigned', bob.id)))).toEqual(['joined']);
  });

  test('is told by name who was quicker to accept, and gets nothing of it', () => {
    const decision = sends({ kind: 'joined' }, chatIn('active', bob.id));
    expect(kinds(decision)).toEqual(['chat_taken']);
    expect(why(decision)).toMatch(/^Bob was quicker/);
  });

  test('takes a chat over from the operator they name, and from nobody else', () => {
    const takeOver = { kind: 'joined', over: bob.id } as const;
    expect(sends(takeOver, chatIn('active', bob.id))).toMatchObject({
      chat: { operator_id: ada.id },
    });
    const carol = 'carol' as typeof bob.id;
    expect(kinds(sends(takeOver, chatIn('active', carol)))).toEqual(['chat_taken']);
    expect(kinds(sends(takeOver, chatIn('queued')))).toEqual(['joined']);
  });

  test('takes a closed chat up again, and is in it', () => {
    const decision = sends({ kind: 'reopened' }, chatIn('closed', bob.id));
    expect(kinds(decision)).toEqual(['reopened', 'joined']);
    expect(decision).toMatchObject({ chat: { state: 'active', operator_id: ada.id } });
  });

  test('is told where a chat that they would reopen is open', () => {
    expect(why(sends({ kind: 'reopened' }, chatIn('active', bob.id)))).toMatch(/open already/);
  });
});
