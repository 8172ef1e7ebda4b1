import { createElement } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { tinykeys } from 'tinykeys';
import type { ChatId, ChatSummary } from '../../protocol/index.ts';
import { KeysDialog } from './keys-dialog.tsx';

interface InboxKeys {
  readonly rows: readonly ChatSummary[];
  readonly chosen: ChatId | undefined;
  readonly openChat: (id: ChatId) => void;
  readonly leave: () => void;
  readonly search: () => void;
}

/** Keys are for the inbox only while nobody writes. */
function isWriting(event: KeyboardEvent): boolean {
  const target = event.target;
  return (
    target instanceof HTMLElement && target.matches('input:not([type=radio]), textarea, select')
  );
}

/** j and k walk through the list, / goes to the search, Escape leaves it or the chat, ? shows all keys. Gives back the dialog of the keys. */
export function useInboxKeys(keys: InboxKeys) {
  const [isShown, setShown] = useState(false);
  const latest = useRef(keys);
  latest.current = keys;
  useEffect(() => {
    const step = (by: number) => {
      const { rows, chosen, openChat } = latest.current;
      const at = rows.findIndex(({ id }) => id === chosen);
      const next = rows[at === -1 ? 0 : Math.min(rows.length - 1, Math.max(0, at + by))];
      if (next) openChat(next.id);
    };
    const unlessWriting = (act: () => void) => (event: KeyboardEvent) => {
      if (isWriting(event)) return;
      event.preventDefault();
      act();
    };
    return tinykeys(window, {
      j: unlessWriting(() => step(1)),
      k: unlessWriting(() => step(-1)),
      '/': unlessWriting(() => latest.current.search()),
      // On keyboards where the stroke is the shifted form of another key.
      'Shift+/': unlessWriting(() => latest.current.search()),
      'Shift+?': unlessWriting(() => setShown(true)),
      Escape: unlessWriting(() => latest.current.leave()),
    });
  }, []);
  return isShown ? createElement(KeysDialog, { onClose: () => setShown(false) }) : null;
}
