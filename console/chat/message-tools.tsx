import { createContext } from 'preact';
import { useContext, useEffect, useState } from 'preact/hooks';
import { t } from '../text/index.ts';
import { Icon, nextOption } from '../ui/index.ts';

/** Puts a quotation of a text before what the operator writes; null for those who only read. */
export const Quoting = createContext<((text: string) => void) | null>(null);

/** What can be done with one message: shown while the pointer is on it, or the focus in it. */
export function MessageTools({ text }: { text: string }) {
  const quote = useContext(Quoting);
  const [isCopied, setCopied] = useState(false);
  return (
    <div class="tools">
      {quote && (
        <button
          type="button"
          class="bare"
          tabIndex={-1}
          aria-label={t('quote')}
          title={t('quote')}
          onClick={() => quote(text)}
        >
          <Icon name="quote" />
        </button>
      )}
      {/* Browsers offer it to pages over https and on localhost alone. */}
      {'clipboard' in navigator && (
        <button
          type="button"
          class="bare"
          tabIndex={-1}
          aria-label={t(isCopied ? 'copied' : 'copy')}
          title={t(isCopied ? 'copied' : 'copy')}
          onClick={() => void navigator.clipboard.writeText(text).then(() => setCopied(true))}
          onBlur={() => setCopied(false)}
        >
          <Icon name={isCopied ? 'check' : 'copy'} />
        </button>
      )}
    </div>
  );
}

/**
 * Of all the messages' tools those of the last one are reached by Tab; the arrows walk from there to the others. `count`: how much
 * there is in the list.
 */
export function useToolKeys(list: { current: HTMLElement | null }, count: number) {
  useEffect(() => {
    const all = toolsIn(list.current);
    for (const tools of all) reach(tools, tools === all.at(-1));
  }, [list, count]);

  return (event: KeyboardEvent) => {
    const { target } = event;
    if (!(target instanceof HTMLElement)) return;
    const own = target.closest<HTMLElement>('.tools');
    if (!own || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return;
    const all = toolsIn(list.current);
    const next = all[nextOption(event.key, all.indexOf(own), all.length) ?? -1];
    if (!next) return;
    event.preventDefault();
    reach(own, false);
    reach(next, true);
    const nth = [...own.children].findIndex((one) => one.contains(target));
    const button = next.children[nth];
    if (button instanceof HTMLElement) button.focus();
  };
}

function toolsIn(list: HTMLElement | null): HTMLElement[] {
  return [...(list?.querySelectorAll<HTMLElement>('.tools') ?? [])];
}

function reach(tools: HTMLElement, isReached: boolean): void {
  for (const button of tools.querySelectorAll('button')) button.tabIndex = isReached ? 0 : -1;
}
