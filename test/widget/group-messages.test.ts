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

type Entry = [ChatEvent['author'], ChatEvent['event'], minutes?: number];

/** A visitor's state after these events. */
function stateAfter(entries: readonly Entry[], more: Partial<VisitorState> = {}): VisitorState {
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
    earlier: { read: [], left: 0, isReading: false },
    isBeginning: false,
    pending: [],
    accepting: true,
    position: 0,
    wait: null,
    reason: null,
    backAt: null,
    typing: false,
    seen: { visitor: 0, operator: 0 },
    delivered: { visitor: 0, operator: 0 },
    fileBytes: 0,
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

  it('tells once how a chat waits, however many miss its offer, and again after something happened', () => {
    const queued = { kind: 'queued', offline: false } as const;
    const missed: Entry[] = [
      [SYSTEM, { kind: 'assigned', operator: ANNA }],
      [SYSTEM, queued],
    ];
    const rows = groupMessages(
      stateAfter([
        [VISITOR, said('a')],
        [SYSTEM, queued],
        ...missed,
        ...missed,
        [VISITOR, said('b')],
        ...missed,
        [SYSTEM, { kind: 'queued', offline: true }],
      ]),
    );
    expect(kinds(rows)).toEqual(['day', ['a'], 'step', ['b'], 'step']);
    expect(rows.at(-1)).toMatchObject({ step: { body: { offline: true } } });
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
    expect(bubbles.at(-1)?.delivery).toEqual({
      name: 'failed',
      code: 'invalid',
      reason: 'No.',
    });
  });

  it('puts a line before what is new since the visitor left off, and only there', () => {
    const state = stateAfter([
      [OPERATOR, said('seen')],
      [VISITOR, said('own')],
      [OPERATOR, said('new')],
      [OPERATOR, said('newer')],
    ]);
    expect(kinds(groupMessages(state, 1))).toEqual([
      'day',
      ['seen'],
      ['own'],
      'new',
      ['new', 'newer'],
    ]);
    expect(kinds(groupMessages(state, 4))).not.toContain('new');
    expect(kinds(groupMessages(state))).not.toContain('new');
  });

  it('shows earlier chats above, each under a line of its own', () => {
    const { view } = stateAfter([
      [VISITOR, said('once')],
      [SYSTEM, { kind: 'closed' }],
    ]);
    const earlier = {
      read: [{ id: 'before' as ChatEvent['chat'], view }],
      left: 0,
      isReading: false,
    };
    const rows = groupMessages(stateAfter([[VISITOR, said('now')]], { earlier }));
    expect(kinds(rows)).toEqual(['chat', ['once'], 'step', 'chat', ['now']]);
    expect(rows.map((row) => (row.type === 'chat' ? row.which : '')).filter(Boolean)).toEqual([
      'earlierChat',
      'newChat',
    ]);
    const beginning = groupMessages(
      stateAfter([[SYSTEM, { kind: 'closed' }]], { isBeginning: true }),
    );
    expect(beginning.at(-1)).toMatchObject({ type: 'chat', which: 'newChat' });
  });

  it('shows a form as its answers with their labels', () => {
    const answers = [
      { field: 'name', label: '', value: 'Ada' },
      { field: 'order', label: 'Order', value: '17' },
      { field: 'terms', label: 'I agree', value: true },
    ];
    const rows = groupMessages(stateAfter([[VISITOR, { kind: 'form', form: 'offline', answers }]]));
    expect(rows[1]).toMatchObject({ bubbles: [{ text: 'Ada\nOrder: 17\n☑ I agree' }] });
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
