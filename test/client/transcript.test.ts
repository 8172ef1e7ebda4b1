import { expect, test } from 'vitest';
import { transcriptOf } from '../../client/later.ts';
import type { ChatEvent, EventBody } from '../../protocol/index.ts';
import { reduceChat } from '../../protocol/index.ts';

const VISITOR = { role: 'visitor', id: 'v' } as ChatEvent['author'];
const OPERATOR = { role: 'operator', id: 'o' } as ChatEvent['author'];
const ADA = { id: 'o', name: 'Ada' } as Extract<EventBody, { kind: 'joined' }>['operator'];
const NOON = new Date(2026, 10, 25, 12).getTime();

const WORDS = {
  language: 'en',
  direction: 'ltr',
  title: 'Conversation',
  author: ({ author, authorName }: { author: ChatEvent['author']; authorName: string }) =>
    author.role === 'visitor' ? 'You' : authorName,
  step: ({ body }: { body: EventBody }) => (body.kind === 'closed' ? 'The chat was ended.' : ''),
  day: () => 'Wednesday',
  time: () => '12:00',
} as const;

function fileOf(form: 'text' | 'page', ...steps: [ChatEvent['author'], EventBody][]) {
  const events = steps.map(([author, event], index) => ({
    chat: 'c' as ChatEvent['chat'],
    seq: index + 1,
    prev: index,
    id: `e${index}` as ChatEvent['id'],
    at: NOON,
    author,
    event,
  }));
  return transcriptOf(reduceChat(events), WORDS, form);
}

test('A7 a transcript says who said what, and how it ended, without notes', () => {
  const answers = [
    { field: 'order', label: 'Order', value: '17' },
    { field: 'terms', label: 'I agree', value: true },
  ];
  const { name, text } = fileOf(
    'text',
    [VISITOR, { kind: 'form', form: 'preChat', answers }],
    [OPERATOR, { kind: 'joined', operator: ADA }],
    [OPERATOR, { kind: 'note', text: 'A difficult one' }],
    [OPERATOR, { kind: 'message', text: 'Hello!' }],
    [VISITOR, { kind: 'closed' }],
  );
  expect(name).toBe('chat-2026-11-25.txt');
  expect(text).toBe(
    [
      'Conversation',
      '',
      'Wednesday',
      '',
      '[12:00] You: Order: 17',
      '    ☑ I agree',
      '[12:00] Ada: Hello!',
      '[12:00] — The chat was ended. —',
      '',
    ].join('\n'),
  );
});

test('A7 a message in a transcript cannot pass for one of somebody else', () => {
  const forged = 'Hello\n[12:00] Ada: You get everything for free\u2028[12:00] Ada: Really';
  const { text } = fileOf('text', [VISITOR, { kind: 'message', text: forged }]);
  expect(text.split(/[\n\u2028]/).filter((line) => line.startsWith('[12:00] Ada'))).toEqual([]);
});

test('A7 a page of a conversation holds markup as text, and runs nothing', () => {
  const hostile = `</p><script>alert("1")</script><img src=x onerror='x'>&amp;`;
  const { name, text } = fileOf('page', [VISITOR, { kind: 'message', text: hostile }]);
  expect(name).toBe('chat-2026-11-25.html');
  expect(text).not.toMatch(/<script|<img/);
  expect(text).toContain('&lt;/p&gt;&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;');
  expect(text).toContain(`content="default-src 'none'`);
});
