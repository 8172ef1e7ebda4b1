import { createHash } from 'node:crypto';
import type { ChatId, RelayFrame } from '../../protocol/index.ts';
import type { Hint } from '../bus/index.ts';
import type { ChangedChat } from '../storage/index.ts';
import { createMemory } from './memory.ts';

/** Chats that are remembered; one that was forgotten is told once more, which harms nobody. */
const MAX_CHATS = 20_000;

type Marks = Pick<
  ChangedChat,
  'seen_visitor' | 'seen_operator' | 'delivered_visitor' | 'delivered_operator'
>;

type MarkHint = Extract<Hint, { type: 'seen' | 'delivered' }>;

const NO_MARKS: Marks = {
  seen_visitor: 0,
  seen_operator: 0,
  delivered_visitor: 0,
  delivered_operator: 0,
};

const MARKS = [
  { column: 'seen_visitor', type: 'seen', role: 'visitor' },
  { column: 'seen_operator', type: 'seen', role: 'operator' },
  { column: 'delivered_visitor', type: 'delivered', role: 'visitor' },
  { column: 'delivered_operator', type: 'delivered', role: 'operator' },
] as const;

/** What the readers of this node were told last of each chat, so that what they know already is not told again. */
export interface Told {
  /** They were told the event with this number. */
  upTo(chat: ChatId, seq: number): void;
  /** The last number they were told; 0 where nothing is known. */
  last(chat: ChatId): number;
  /** Whether this is not what operators were told last of the chat; from now on it is. */
  isNewRow(chat: ChatId, frame: string): boolean;
  /** They were told that a mark moved. */
  mark(moved: Pick<MarkHint, 'chat' | 'type' | 'role' | 'seq'>): void;
  /** Frames for the marks that moved since they were told here last. */
  newMarks(chat: ChatId, marks: Marks): { kind: string; frame: string }[];
}

export function createTold(): Told {
  const seqs = createMemory<ChatId, number>(MAX_CHATS);
  const rows = createMemory<ChatId, string>(MAX_CHATS);
  const marks = createMemory<ChatId, Marks>(MAX_CHATS);
  return {
    upTo: (chat, seq) => seqs.set(chat, Math.max(seq, seqs.get(chat) ?? 0)),
    last: (chat) => seqs.get(chat) ?? 0,
    isNewRow(chat, frame) {
      const digest = createHash('sha1').update(frame).digest('base64');
      const isNew = rows.get(chat) !== digest;
      rows.set(chat, digest);
      return isNew;
    },
    mark({ chat, type, role, seq }) {
      marks.set(chat, { ...(marks.get(chat) ?? NO_MARKS), [`${type}_${role}`]: seq });
    },
    newMarks(chat, now) {
      const before = marks.get(chat) ?? NO_MARKS;
      marks.set(chat, now);
      return MARKS.filter(({ column }) => now[column] > before[column]).map(
        ({ column, type, role }) => {
          const frame: RelayFrame = { type, chat, role, seq: now[column] };
          return { kind: `${type} ${chat} ${role}`, frame: JSON.stringify(frame) };
        },
      );
    },
  };
}
