import { render } from 'preact';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { OperatorState } from '../../client/index.ts';
import { chatsOf } from '../../console/inbox/lists.ts';
import { Rows } from '../../console/rows/index.ts';
import { live } from '../../console/session.ts';
import type { ChatId, ChatSummary } from '../../protocol/index.ts';
import { chatSummary } from '../helpers/chat-summary.ts';

/** More than are drawn at once. */
const CHATS = 100;
const HOUR_MS = 3_600_000;

/** Which chats were drawn, by what of a chat only its row shows: how often each was read. */
let drawn: Map<ChatId, { preview: number; tags: number }>;

beforeEach(() => {
  drawn = new Map();
});
afterEach(() => {
  render(null, document.body);
  live.value = null;
});

function noted(chat: ChatSummary): ChatSummary {
  const reads = (of: 'preview' | 'tags') => {
    const counts = drawn.get(chat.id) ?? { preview: 0, tags: 0 };
    drawn.set(chat.id, { ...counts, [of]: counts[of] + 1 });
    return chat[of];
  };
  return Object.defineProperties(
    { ...chat },
    { preview: { get: () => reads('preview') }, tags: { get: () => reads('tags') } },
  );
}

/** What the client says beside the chats, which stays the same as long as nothing of it changes. */
const REST: Omit<OperatorState, 'chats'> = {
  connection: { name: 'open' },
  me: null,
  fileBytes: 0,
  ahead: 0,
  operators: [],
  groups: [],
  tags: [],
  visitors: null,
  open: new Map(),
};

/** `ahead` is how far the relay's clock is before this one. */
function shows(chats: OperatorState['chats'], ahead = 0): void {
  live.value = { ...REST, ahead, chats };
}

function OpenChats() {
  const open = { list: 'open', filter: {}, order: 'newest' } as const;
  const chats = chatsOf(open, live.value?.chats.values() ?? [], undefined);
  return <Rows rows={chats} chosen={undefined} hrefOf={String} label="Chats" />;
}

const rows = () => [...document.querySelectorAll<HTMLElement>('.rows > li')];

async function inboxOf(count: number) {
  const chats = new Map(
    Array.from({ length: count }, (_, nth) => {
      const chat = chatSummary(`chat ${nth}`, { saidAt: Date.now() - nth });
      return [chat.id, noted(chat)];
    }),
  );
  shows(chats);
  render(<OpenChats />, document.body);
  await expect.poll(() => rows().length).toBe(count);
  drawn.clear();
  return chats;
}

test('draws one row where a message arrives in one of many chats, and keeps the others as they are', async () => {
  const chats = await inboxOf(CHATS);
  const before = rows();
  const moved = before[70];
  const chat = noted(chatSummary('chat 70', { saidAt: Date.now() + 1, preview: 'Anybody?' }));
  shows(new Map([...chats, [chat.id, chat]]));
  await expect.poll(() => rows()[0]?.textContent).toContain('Anybody?');
  expect([...drawn]).toEqual([[chat.id, { preview: 1, tags: 1 }]]);
  expect(rows()).toEqual([moved, ...before.filter((row) => row !== moved)]);
});

test('says how long ago it was by the relay’s clock, and draws no row for it', async () => {
  const chats = await inboxOf(CHATS);
  const time = () => rows()[0]?.querySelector('time')?.textContent;
  const before = time();
  shows(chats, HOUR_MS);
  await expect.poll(time).not.toBe(before);
  expect([...drawn]).toEqual([]);
});

test('shows what was said last beside when that was, also where it says when the chat began', () => {
  const chat = chatSummary('c', { startedAt: 0, saidAt: Date.now(), preview: 'Thank you' });
  const list = <Rows saysBegin rows={[chat]} chosen={undefined} hrefOf={String} label="Archive" />;
  render(list, document.body);
  expect(rows()[0]?.querySelector('time')?.textContent).toBe('now');
  expect(rows()[0]?.querySelector('.last-line')?.textContent).toBe('Thank you');
  expect(rows()[0]?.textContent).toMatch(/Began .*1970/);
});
