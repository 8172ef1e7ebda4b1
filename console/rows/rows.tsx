import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { ChatId, ChatSummary } from '../../protocol/index.ts';
import { language } from '../text/index.ts';
import { ChatRow } from './chat-row.tsx';

/** More than a high screen shows. */
const FIRST_ROWS = 40;
/** What a slow machine draws within a frame beside all else. */
const MORE_ROWS = 40;

/** Chats in a list: those in sight at once, the others frame by frame, as hundreds would hold up the first ones. */
export function Rows({
  rows,
  chosen,
  hrefOf,
  saysBegin = false,
  label,
  onAccept,
  children,
}: {
  rows: readonly ChatSummary[];
  chosen: ChatId | undefined;
  hrefOf: (chat: ChatId) => string;
  /** Whether the rows say when their chats began. */
  saysBegin?: boolean;
  label: string;
  /** Accepts a chat; missing for those who may not. */
  onAccept?: ((chat: ChatSummary) => void) | undefined;
  /** Stands beneath them. */
  children?: ComponentChildren;
}) {
  const [drawn, setDrawn] = useState(FIRST_ROWS);
  const isMore = drawn < rows.length;
  useEffect(() => {
    if (!isMore) return undefined;
    const frame = requestAnimationFrame(() => setDrawn(drawn + MORE_ROWS));
    return () => cancelAnimationFrame(frame);
  }, [isMore, drawn]);
  return (
    <ul class="rows" aria-label={label}>
      {rows.slice(0, drawn).map((row) => (
        <ChatRow
          key={row.id}
          chat={row}
          isChosen={row.id === chosen}
          href={hrefOf(row.id)}
          saysBegin={saysBegin}
          onAccept={onAccept}
          language={language.value}
        />
      ))}
      {children}
    </ul>
  );
}
