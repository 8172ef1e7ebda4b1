import { useRef, useState } from 'preact/hooks';
import { type Slash, slashAt } from './slash.ts';

/** Follows the stroke that is being typed. One that was closed stays closed until another one is begun. */
export function useSlash(
  input: { readonly current: HTMLTextAreaElement | null },
  put: (added: string, at?: Slash) => number,
) {
  const [slash, setSlash] = useState<Slash | null>(null);
  const closed = useRef(-1);
  /** Where a stroke stands that nobody typed. */
  const opened = useRef(-1);
  const follow = () => {
    const { value = '', selectionStart = 0, selectionEnd = 0 } = input.current ?? {};
    const found = selectionStart === selectionEnd ? slashAt(value, selectionEnd) : null;
    if (found?.from !== closed.current) closed.current = -1;
    setSlash(found && found.from !== closed.current ? found : null);
  };
  const close = () => {
    closed.current = slash?.from ?? -1;
    opened.current = -1;
    setSlash(null);
  };
  return {
    slash,
    follow,
    close,
    /** Without a choice: a stroke that was put in to open the menu goes with it. */
    leave() {
      const isOpened = slash !== null && slash.from === opened.current;
      close();
      if (isOpened) put('', slash);
    },
    open() {
      closed.current = -1;
      opened.current = put('/') - 1;
      requestAnimationFrame(follow);
    },
  };
}
