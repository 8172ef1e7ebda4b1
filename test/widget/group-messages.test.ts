import { describe, expect, it } from 'vitest';
import type { VisitorState } from '../../client/index.ts';
import { type ChatEvent, reduceChat } from '../../protocol/index.ts';
import { groupMessages, type Row } from '../../widget/panel/messages/group-messages.ts';

const START = new Date(2026, 5, 15, 12).getTime();
const MINUTE = 60_000;
const VISITOR = { role: 'visitor', id: 'v' } as ChatEvent['author'];
const OPERATOR = { role: 'operator', id: 'o' } as ChatEvent['author'];
const SYSTEM = { role: 'system' } as ChatEvent['author'];
const ANNA = { id: 'o', name: 'Anna' } as Extract<
  ChatEvent['event'],
  { operator: object }
>['operator'];

/** A visitor's state after these events. */
function stateAfter(
  entries: readonly [ChatEvent['author'], ChatEvent['event'], minutes?: number][],
  more: Partial<VisitorState> = {},
): VisitorState {
  const events = entries.map(([author, event, minutes = 0], index) => ({
    chat: 'c' as ChatEvent['chat'],
    seq: index + 1,
    prev: index,
    id: `e${index + 1}` as ChatEvent['id'],
    at: START + minutes * MINUTE,
    author,
    event,
  }));
  return {
    connection: { name: 'open' },
    visitor: null,
    chat: null,
    view: reduceChat(events),
    pending: [],
    accepting: true,
    position: 0,
    typing: false,
    seen: { visitor: 0, operator: 0 },
    delivered: { visitor: 0, operator: 0 },
    config: null,
    ...more,
  };
}

const said = (text: string) => ({ kind: 'message', text }) as const;
const kinds = (rows: readonly Row[]) =>
  rows.map((row) => (row.type === 'group' ? row.bubbles.map(({ text }) => text) : row.type));

describe('the rows of a conversation', () => {
  it('groups messages of one author that are close together, under one day', () => {
    const rows = groupMessages(
      stateAfter([
        [VISITOR, said('a')],
        [VISITOR, said('b'), 4],
        [VISITOR, said('c'), 10],
        [SYSTEM, { kind: 'joined', operator: ANNA }, 10],
        [OPERATOR, said('d'), 11],
        [VISITOR, said('e'), 60 * 24],
      ]),
    );
    expect(kinds(rows)).toEqual(['day', ['a', 'b'], ['c'], 'step', ['d'], 'day', ['e']]);
  });

  it('names the operator as they joined', () => {
    const joined = { kind: 'joined', operator: ANNA } as const;
    const rows = groupMessages(
      stateAfter([
        [SYSTEM, joined],
        [OPERATOR, said('hi')],
      ]),
    );
    expect(rows.at(-1)).toMatchObject({ type: 'group', isOwn: false, authorName: 'Anna' });
  });

  it('says how far each of the visitor’s messages got', () => {
    const event = said('c');
    const chat = 'new' as const;
    const pending = [
      { id: 'p1', chat, event, at: START, state: { name: 'sending' } },
      {
        id: 'p2',
        chat,
        event,
        at: START,
        state: { name: 'failed', code: 'invalid', reason: 'No.' },
      },
    ] as unknown as VisitorState['pending'];
    const seen = { visitor: 0, operator: 1 };
    const rows = groupMessages(
      stateAfter(
        [
          [VISITOR, said('a')],
          [VISITOR, said('b')],
          [VISITOR, said('c')],
        ],
        { pending, seen, delivered: { visitor: 0, operator: 2 } },
      ),
    );
    const bubbles = rows.flatMap((row) => (row.type === 'group' ? row.bubbles : []));
    expect(bubbles.map(({ delivery }) => delivery?.name)).toEqual([
      'seen',
      'delivered',
      'sent',
      'sending',
      'failed',
    ]);
    expect(bubbles.at(-1)?.delivery).toEqual({ name: 'failed', reason: 'No.' });
  });

  it('shows a form as its message, with name and address', () => {
    const answers = { name: 'Ada', email: 'ada@example.org', message: 'Call me' };
    const rows = groupMessages(stateAfter([[VISITOR, { kind: 'form', form: 'offline', answers }]]));
    expect(rows[1]).toMatchObject({
      bubbles: [{ text: 'Call me', details: ['Ada', 'ada@example.org'] }],
    });
  });

  it('draws nothing where an object stands in the place of text', () => {
    const hostile = { type: 'img', props: { src: 'x' }, constructor: undefined };
    const event = { kind: 'message', text: hostile } as unknown as ChatEvent['event'];
    const name = hostile as unknown as string;
    const joined = { kind: 'joined', operator: { ...ANNA, name } } as const;
    const rows = groupMessages(
      stateAfter([
        [SYSTEM, joined],
        [OPERATOR, event],
      ]),
    );
    expect(rows.at(-1)).toMatchObject({ authorName: '', bubbles: [{ text: '' }] });
  });
});
