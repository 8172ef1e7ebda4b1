import { effect } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import type { Operator } from '../../protocol/index.ts';
import { showCount } from '../pwa/index.ts';
import { live } from '../session.ts';
import { sayInFront } from './locks.ts';
import { countCalling } from './news.ts';
import { createTeller } from './teller.ts';
import { watchLine } from './watch-line.ts';

/**
 * Tells the operator of news for as long as the console is open: by notification and sound, on the tab and on the app's icon. Gives back
 * how many chats call for them.
 */
export function useAttention({ id: me }: Operator): number {
  const { path } = useLocation();
  useEffect(() => watchFront(path), [path]);
  useEffect(() => {
    const teller = createTeller(me);
    const stopLine = watchLine(teller);
    const stopNews = effect(() => {
      if (live.value?.connection.name === 'open') teller.look(live.value.chats);
    });
    return () => {
      stopNews();
      stopLine();
      teller.end();
    };
  }, [me]);

  const count = countCalling(live.value?.chats.values() ?? [], me);
  useEffect(() => {
    document.title = count > 0 ? `(${count}) Counterbell` : 'Counterbell';
    showCount(count);
  }, [count]);
  return count;
}

/** Says to the other tabs what the operator looks at, while they look at it. */
function watchFront(path: string): () => void {
  let leave: (() => void) | undefined;
  const say = () => {
    leave?.();
    leave = document.hasFocus() ? sayInFront(path) : undefined;
  };
  say();
  addEventListener('focus', say);
  addEventListener('blur', say);
  return () => {
    removeEventListener('focus', say);
    removeEventListener('blur', say);
    leave?.();
  };
}
