import { useEffect, useState } from 'preact/hooks';
import type { ChatId, ChatSummary } from '../../protocol/index.ts';
import { ChatRow } from './chat-row.tsx';

/** More than a high screen shows. */
const FIRST_ROWS = 40;
/** What a slow machine draws within a frame beside all else. */
const MORE_ROWS = 40;

/** The chats of a list: those in sight at once, the others frame by frame, as hundreds would hold up the first ones. */
export function Rows({
  rows,
  chosen,
}: {
  rows: readonly ChatSummary[];
  chosen: ChatId | undefined;
}) {
  const [drawn, setDrawn] = useState(FIRST_ROWS);
  const isMore = drawn < rows.length;
  useEffect(() => {
    if (!isMore) return undefined;
    const frame = requestAnimationFrame(() => setDrawn(drawn + MORE_ROWS));
    return () => cancelAnimationFrame(frame);
  }, [isMore, drawn]);
  return (
    <ul class="rows">
      {rows.slice(0, drawn).map((row) => (
        <ChatRow key={row.id} chat={row} isChosen={row.id === chosen} />
      ))}
    </ul>
  );
}
