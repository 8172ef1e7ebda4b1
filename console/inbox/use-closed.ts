import { useEffect, useState } from 'preact/hooks';
import type { ChatSummary, ChatsAnswer, OperatorId, ViewFilter } from '../../protocol/index.ts';
import { type Asked, api } from '../api.ts';

/** Closed chats, which come a page at a time: there may be any number of them. */
export interface Closed {
  readonly chats: readonly ChatSummary[];
  readonly isMore: boolean;
  readonly isLoading: boolean;
  /** Why the last page did not come. */
  readonly failure: string | null;
  /** Asks for the next page, or once more for one that did not come. */
  more(): void;
}

const NONE: ChatsAnswer = { chats: [], next: null };

/** Asks for the newest closed ones while `isOn`, and anew when the filter changes. */
export function useClosed(
  isOn: boolean,
  filter: ViewFilter,
  me: OperatorId | undefined,
  live: readonly ChatSummary[],
): Closed {
  const [answer, setAnswer] = useState(NONE);
  const [isLoading, setLoading] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const asked = isOn ? JSON.stringify(askedBy(filter, me)) : '';

  function load(before: ChatsAnswer, isWanted: () => boolean): void {
    setLoading(true);
    setFailure(null);
    // What `askedBy` made.
    const parts = JSON.parse(asked) as Asked;
    api.chats({ ...parts, order: 'said' }, before.next ?? undefined).then(
      ({ chats, next }) => {
        if (!isWanted()) return;
        setAnswer({ chats: [...before.chats, ...chats], next });
        setLoading(false);
      },
      (error: Error) => {
        if (!isWanted()) return;
        setFailure(error.message);
        setLoading(false);
      },
    );
  }

  useEffect(() => {
    setAnswer(NONE);
    if (asked === '') return undefined;
    let isWanted = true;
    load(NONE, () => isWanted);
    return () => {
      isWanted = false;
    };
  }, [asked]);

  return {
    chats: isOn ? withLive(answer, live) : [],
    isMore: isOn && (answer.next !== null || failure !== null),
    isLoading,
    failure,
    more: () => load(answer, () => true),
  };
}

function askedBy({ site, operator, group, tag }: ViewFilter, me: OperatorId | undefined): Asked {
  const wanted = operator === 'me' ? me : operator;
  return {
    state: 'closed',
    ...(site && { site }),
    ...(wanted && { operator: wanted }),
    ...(group && { group }),
    ...(tag && { tag }),
  };
}

/** The live state of what was read, and what closed since; what is older than all that was read waits for its page. Pure. */
export function withLive(
  { chats, next }: ChatsAnswer,
  live: readonly ChatSummary[],
): readonly ChatSummary[] {
  const known = new Map(live.map((chat) => [chat.id, chat]));
  const read = chats.map((chat) => known.get(chat.id) ?? chat);
  const ids = new Set(read.map(({ id }) => id));
  const oldest = next === null ? 0 : (chats.at(-1)?.saidAt ?? 0);
  const fresh = live.filter(({ id, saidAt }) => !ids.has(id) && saidAt >= oldest);
  return [...read, ...fresh];
}
