import type { KeyValueStore } from '../../client/index.ts';

/** What the visitor has begun to write: one text for a site, kept where their unsent messages are. */
export interface KeptDraft {
  read(): string;
  write(text: string): void;
  /** Takes the text along into the store that holds from now on. */
  moveFrom(store: KeyValueStore): void;
  /** Takes the text away, also where it is shown. */
  clear(): void;
  /** Calls back where the text changed otherwise than by `write`: another tab wrote, or it was taken away. */
  follow(listener: () => void): () => void;
}

/** `store` is asked at every use, since consent may change; `onChange` tells of other tabs. */
export function createKeptDraft(
  key: string,
  store: () => KeyValueStore,
  onChange: KeyValueStore['onChange'],
): KeptDraft {
  let shown = (): void => undefined;

  function write(text: string): void {
    if (text) store().set(key, text);
    else store().delete(key);
  }

  return {
    read: () => store().get(key) ?? '',
    write,
    moveFrom(from) {
      const text = from.get(key);
      from.delete(key);
      if (text) write(text);
    },
    clear() {
      write('');
      shown();
    },
    follow(listener) {
      shown = listener;
      return onChange(key, listener);
    },
  };
}
