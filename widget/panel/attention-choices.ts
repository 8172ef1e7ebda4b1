import type { KeyValueStore } from '../../client/index.ts';
import { OURS } from '../loader/index.ts';

/** How the visitor wants to be told of news. */
export interface Choices {
  readonly isMuted: boolean;
  readonly isNotifying: boolean;
  setMuted(isMuted: boolean): void;
  setNotifying(isNotifying: boolean): void;
}

const MUTED = `${OURS}muted`;
const NOTIFYING = `${OURS}notifying`;

/** `store` is asked at every use: it is the device's with the visitor's consent, else the page's. */
export function createChoices(store: () => KeyValueStore): Choices {
  const has = (key: string) => store().get(key) !== undefined;
  const put = (key: string, isSet: boolean) => {
    if (isSet) store().set(key, '1');
    else store().delete(key);
  };
  return {
    get isMuted() {
      return has(MUTED);
    },
    get isNotifying() {
      return has(NOTIFYING);
    },
    setMuted: (isMuted) => put(MUTED, isMuted),
    setNotifying: (isNotifying) => put(NOTIFYING, isNotifying),
  };
}
