import { expect, test } from 'vitest';
import { groupSettingsSchema } from '../../protocol/index.schema.ts';
import type {
  ChatId,
  EventBody,
  Group,
  GroupId,
  OperatorId,
  SiteId,
  VisitorId,
} from '../../protocol/index.ts';
import { checkDay } from './check-day.ts';
import { type DayEntry, type House, inOneOrder, type Stand } from './day-entries.ts';

const BOUND = 2;
const [anna, ben, cleo] = ['anna', 'ben', 'cleo'] as OperatorId[] as [
  OperatorId,
  OperatorId,
  OperatorId,
];
const [shop, blog] = ['shop', 'blog'] as SiteId[] as [SiteId, SiteId];
const SECOND_MS = 1_000;

const sales = group('sales', [anna, ben], [shop], { priority: 'high', acceptSeconds: 30 });
const support = group('support', [cleo], [shop], { rule: 'roundRobin' });
const house: House = {
  limits: new Map([
    [anna, 2],
    [ben, 2],
    [cleo, 1],
  ]),
  groups: [sales, support],
};

function group(
  name: string,
  members: OperatorId[],
  sites: SiteId[],
  settings: Partial<Group>,
): Group {
  return {
    id: name as GroupId,
    name,
    members,
    sites,
    ...groupSettingsSchema.parse({}),
    ...settings,
  };
}

const named = (id: OperatorId) => ({ id, name: id });
type Reason<Kind extends EventBody['kind']> = Extract<
  EventBody,
  { kind: Kind; reason?: unknown }
>['reason'];
const asks: EventBody = { kind: 'message', text: 'Hello?' };
const queued = (reason?: Reason<'queued'>): EventBody => ({
  kind: 'queued',
  offline: false,
  ...(reason && { reason }),
});
const left: EventBody = { kind: 'queued', offline: true };
const to = (operator: OperatorId, reason?: Reason<'assigned'>): EventBody => ({
  kind: 'assigned',
  operator: named(operator),
  ...(reason && { reason }),
});
const joined = (operator: OperatorId): EventBody => ({ kind: 'joined', operator: named(operator) });
const given = (operator: OperatorId): EventBody => ({
  kind: 'transferred',
  to: { operator: named(operator) },
  by: named(anna),
});
const closed: EventBody = { kind: 'closed' };

/** What is said in a chat, a second after what was said before, or after so many. */
type Told = readonly [
  chat: string,
  body: EventBody,
  by?: 'visitor' | 'operator' | 'system',
  after?: number,
];
type Line = Told | { readonly [operator: string]: Stand };

/** Chats are named by their visitor, whose second chat has a 2 behind it; those that begin with b are of the blog. */
function dayOf(...lines: readonly Line[]): DayEntry[] {
  const seqs = new Map<string, number>();
  let at = Date.UTC(2026, 10, 30, 9);
  return lines.flatMap((line): DayEntry[] => {
    if (!isTold(line)) {
      return Object.entries(line).map(([operator, is]) => ({
        mark: { operator: operator as OperatorId, is },
      }));
    }
    const [chat, body, by = 'system', after = 1] = line;
    at += after * SECOND_MS;
    const seq = (seqs.get(chat) ?? 0) + 1;
    seqs.set(chat, seq);
    const of = {
      site: chat.startsWith('b') ? blog : shop,
      visitor: chat.replace('2', '') as VisitorId,
    };
    return [{ event: { chat: chat as ChatId, ...of, seq, at, by, body } }];
  });
}

function isTold(line: Line): line is Told {
  return Array.isArray(line);
}

const begun = (chat: string, ...others: readonly Line[]): Line[] => [
  [chat, asks, 'visitor'],
  [chat, queued()],
  ...others,
];
const served = (chat: string, operator: OperatorId): Line[] => [
  ...begun(chat, [chat, to(operator, 'fewest_chats')], [chat, joined(operator)]),
  ...([
    [chat, asks, 'operator'],
    [chat, closed, 'operator'],
  ] as const),
];
const allHere = { anna: 'here', ben: 'here', cleo: 'here' } as const;
const breachesOf = (...lines: readonly Line[]) => checkDay(house, dayOf(...lines), BOUND).breaches;

test('finds nothing in a day that went by the rules', () => {
  const day = dayOf(
    ['early', asks, 'visitor'],
    ['early', left],
    allHere,
    ['early', to(anna, 'fewest_chats')],
    ['early', joined(anna)],
    ...begun('one', ['one', to(ben, 'fewest_chats')]),
    ['one', queued('not_accepted'), 'system', 30],
    ['one', to(anna, 'fewest_chats')],
    ['one', joined(anna)],
    ['one', given(ben), 'operator'],
    ['one', to(ben)],
    ['one', joined(ben)],
    ['early', asks, 'operator'],
    ['one', asks, 'operator'],
    ['one', closed, 'operator'],
    ...begun('one2', ['one2', to(ben, 'returning_visitor')]),
    { ben: 'away' },
    ['early', asks, 'operator'],
    ['early', closed, 'operator'],
    ['one2', queued('operator_left')],
    ['one2', to(anna, 'fewest_chats')],
    ['one2', joined(anna)],
    ['one2', asks, 'operator'],
  );
  const checked = checkDay(house, day, BOUND);
  expect(checked.breaches).toEqual([]);
  expect(checked).toMatchObject({ chats: 3, longestWaitMs: 34_000, passes: 0 });
  expect(checked.steps.get('assigned: transferred')).toBe(1);
});

const unsure = { anna: 'unsure', ben: 'unsure', cleo: 'unsure' } as const;
const talk = (chat: string): Line[] =>
  Array.from({ length: BOUND + 1 }, () => [chat, asks, 'visitor'] as const);
const crowd = ['x1', 'x2', 'x3', 'x4'];

test.for<[string, Line[]]>([
  [
    'anna has 3 of 2 chats',
    ['one', 'two', 'three'].flatMap((chat) => begun(chat, [chat, to(anna, 'fewest_chats')])),
  ],
  [
    'anna is not in its groups',
    [
      ...begun('one', ['one', to(anna, 'fewest_chats')], ['one', joined(anna)]),
      ['one', { kind: 'transferred', to: { group: support }, by: named(anna) }, 'operator'],
      ['one', queued()],
      ['one', to(anna, 'fewest_chats')],
    ],
  ],
  [
    'ben let it pass a moment ago',
    [
      ...begun('one', ['one', to(ben, 'fewest_chats')]),
      ['one', queued('not_accepted'), 'system', 30],
      ['one', to(ben, 'fewest_chats')],
    ],
  ],
  [
    'offered to ben, who is away',
    [{ ben: 'away' }, ...talk('two'), ...begun('one', ['one', to(ben, 'fewest_chats')])],
  ],
  ['knows null, not ben', begun('one', ['one', to(ben, 'returning_visitor')])],
  [
    'its visitor knows anna, who is free',
    [allHere, ...served('one', anna), ...begun('one2', ['one2', to(ben, 'fewest_chats')])],
  ],
  ['next_in_turn is the rule of none', begun('one', ['one', to(anna, 'next_in_turn')])],
  ['next_in_turn is not the rule for everybody', begun('b', ['b', to(anna, 'next_in_turn')])],
  [
    'a later group while anna',
    [allHere, ...served('two', ben), ...begun('one', ['one', to(cleo, 'next_in_turn')])],
  ],
  [
    'there was time left',
    begun('one', ['one', to(ben, 'fewest_chats')], ['one', queued('not_accepted'), 'system', 20]),
  ],
  [
    'left as a message while anna is there',
    [allHere, ...served('two', ben), ['one', asks, 'visitor'], ['one', left]],
  ],
  [
    'operator_left, and ben is there',
    [
      allHere,
      ...begun('one', ['one', to(ben, 'fewest_chats')]),
      ...talk('one'),
      ['one', queued('operator_left')],
    ],
  ],
  ['assigned to ben without a reason', begun('one', ['one', to(ben)])],
  ['never offered to', begun('one', ['one', to(ben, 'fewest_chats')], ['one', joined(anna)])],
  [
    'queued without a reason while active',
    begun('one', ['one', to(ben, 'fewest_chats')], ['one', joined(ben)], ['one', queued()]),
  ],
  ['closed while queued', begun('one', ['one', closed, 'operator'])],
  [
    'closed by itself while its visitor waits',
    begun(
      'one',
      ['one', to(ben, 'fewest_chats')],
      ['one', joined(ben)],
      ['one', { kind: 'closed', reason: 'idle' }],
    ),
  ],
  ['chat one waits while anna is free', [allHere, ...begun('one'), ...talk('one')]],
  [
    'chat one is passed again and again',
    [
      unsure,
      ...['one', ...crowd].flatMap((chat) => begun(chat)),
      ...crowd.map((chat): Line => [chat, to(anna, 'fewest_chats')]),
    ],
  ],
  ['is queued in the end', begun('one')],
  ['is assigned in the end', begun('one', ['one', to(ben, 'fewest_chats')])],
  [
    'waits for an answer in the end',
    begun('one', ['one', to(ben, 'fewest_chats')], ['one', joined(ben)]),
  ],
])('finds: %s', ([fault, lines]) => {
  expect(breachesOf(...lines).join('\n')).toContain(fault);
});

test('takes nobody for there who notes a moment later that they are not', () => {
  const day = dayOf(
    allHere,
    ...begun('one', ['one', to(ben, 'fewest_chats')]),
    ...talk('one'),
    ['one', queued('operator_left')],
    { ben: 'away' },
    ['one', to(anna, 'fewest_chats')],
    ['one', joined(anna)],
    ['one', asks, 'operator'],
  );
  expect(checkDay(house, day, BOUND).breaches).toEqual([]);
});

test('finds a hole in a chat', () => {
  expect(checkDay(house, dayOf(...begun('one')).slice(1), BOUND).breaches).toContain(
    'chat one, 2: 1 belongs there',
  );
});

test('puts what operators noted after the events that were stored by then', () => {
  const mark = { operator: anna, is: 'here' } as const;
  const events = dayOf(...begun('one')).flatMap((entry, index) =>
    'event' in entry ? { row: index + 5, event: entry.event } : [],
  );
  const shapeOf = (after: number) =>
    inOneOrder(events, [{ after, mark }]).map((entry) =>
      'mark' in entry ? 'mark' : entry.event.seq,
    );
  expect(shapeOf(4)).toEqual(['mark', 1, 2]);
  expect(shapeOf(5)).toEqual([1, 'mark', 2]);
  expect(shapeOf(6)).toEqual([1, 2, 'mark']);
});
