import { describe, expect, test } from 'vitest';
import type { ChatState, OperatorId } from '../../../protocol/index.ts';
import {
  decideAssign,
  decideCloseIdle,
  decideRequeue,
} from '../../../server/chats/decide-routing.ts';
import { REST_MS, restingFrom } from '../../../server/chats/index.ts';
import type { ChatRow, Decision } from '../../../server/storage/index.ts';
import { ada, bob, chatIn, kinds, moment } from './chat-rows.ts';

function stateAfter(decision: Decision): ChatState | undefined {
  return 'chat' in decision ? decision.chat.state : undefined;
}

describe('routing', () => {
  const offer = {
    operator: ada,
    limit: 6,
    reason: 'fewest_chats',
    acceptSeconds: 30,
  } as const;
  const takeBack = { from: ada.id, state: 'assigned', reason: 'operator_left' } as const;

  test('never assigns beyond the limit', () => {
    expect(stateAfter(decideAssign(moment, offer, chatIn('queued'), 5))).toBe('assigned');
    expect(kinds(decideAssign(moment, offer, chatIn('queued'), 6))).toEqual(['conflict']);
  });

  test('writes of an operator into the log what visitors may know, and no more', () => {
    const operator = { ...ada, chats: 1, limit: 6, email: 'ada@example.org' };
    const decision = decideAssign(moment, { ...offer, operator }, chatIn('queued'), 0);
    const [event] = 'events' in decision ? decision.events : [];
    expect(JSON.parse(event?.body ?? '')).toEqual({
      kind: 'assigned',
      operator: ada,
      reason: 'fewest_chats',
    });
  });

  test('assigns messages that were left, and never a chat that no longer waits', () => {
    expect(stateAfter(decideAssign(moment, offer, chatIn('unanswered'), 0))).toBe('assigned');
    expect(kinds(decideAssign(moment, offer, chatIn('active', bob.id), 0))).toEqual(['conflict']);
  });

  test('takes back only what was offered to that operator and not accepted', () => {
    const take = (from: OperatorId, chat: ChatRow) =>
      decideRequeue(moment, { ...takeBack, from }, chat);
    expect(stateAfter(take(ada.id, chatIn('assigned', ada.id)))).toBe('queued');
    expect(kinds(take(bob.id, chatIn('assigned', ada.id)))).toEqual(['conflict']);
    expect(kinds(take(ada.id, chatIn('active', ada.id)))).toEqual(['conflict']);
  });

  test('takes back an accepted chat only while its visitor waits for an answer', () => {
    const held = { ...chatIn('active', ada.id), awaits_reply: 1 };
    const left = { ...takeBack, state: 'active' } as const;
    expect(stateAfter(decideRequeue(moment, left, held))).toBe('queued');
    expect(kinds(decideRequeue(moment, left, { ...held, awaits_reply: 0 }))).toEqual(['conflict']);
  });

  test('lets a chat that goes back keep its place, and who let it pass rest from it', () => {
    const waiting = { ...chatIn('queued'), waiting_since: 7 };
    const offered = decideAssign(moment, offer, waiting, 0);
    const missed = { ...takeBack, reason: 'not_accepted' } as const;
    const back = 'chat' in offered ? decideRequeue(moment, missed, offered.chat) : offered;
    if (!('chat' in back)) throw new Error('it was not taken back');
    expect(back.chat.waiting_since).toBe(7);
    expect(back.chat.said_at).toBe(waiting.said_at);
    expect(restingFrom(back.chat, moment.at)).toEqual([ada.id]);
    expect(restingFrom(back.chat, moment.at + REST_MS)).toEqual([]);
  });

  test('says until when an offer holds, and no longer once it is over', () => {
    const offered = decideAssign(moment, offer, chatIn('queued'), 0);
    if (!('chat' in offered)) throw new Error('it was not offered');
    expect(offered.chat.offered_until).toBe(moment.at + 30_000);
    expect(decideRequeue(moment, takeBack, offered.chat)).toMatchObject({
      chat: { offered_until: null },
    });
    const forAnyTime = decideAssign(moment, { ...offer, acceptSeconds: null }, chatIn('queued'), 0);
    expect(forAnyTime).toMatchObject({ chat: { state: 'assigned', offered_until: null } });
  });

  test('closes what is answered and old enough, and nothing that a visitor waits in', () => {
    const answered = { ...chatIn('active', ada.id), updated_at: 10 };
    expect(stateAfter(decideCloseIdle(moment, 11, answered))).toBe('closed');
    expect(kinds(decideCloseIdle(moment, 10, answered))).toEqual(['conflict']);
    const owed = { ...answered, awaits_reply: 1 };
    expect(kinds(decideCloseIdle(moment, 11, owed))).toEqual(['conflict']);
  });
});
