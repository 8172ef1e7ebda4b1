import type { Page } from '../../protocol/index.ts';
import { LIMITS } from '../../protocol/index.ts';

/** The title as we have set it to tell of news, or null while it is the page's own; and as the page had it. */
export const flashed = { ours: null as string | null, theirs: '' };

/** The page the visitor is on, cut to what the relay takes. */
export function currentPage(): Page {
  const { title } = document;
  return {
    url: location.href.slice(0, LIMITS.urlChars),
    title: (title === flashed.ours ? flashed.theirs : title).slice(0, LIMITS.titleCodePoints),
    referrer: document.referrer.slice(0, LIMITS.urlChars),
  };
}

/** The part of the Navigation API that is used; TypeScript's own types are not in every version we build with. */
type NavigationEvents = Pick<EventTarget, 'addEventListener' | 'removeEventListener'>;

/**
 * Calls back when a single-page app went to another address. The browser's own events tell; `history` is not touched, so
 * there is nothing to undo. Gives back its end.
 */
export function followPage(onPage: (page: Page) => void): () => void {
  const end = new AbortController();
  let last = location.href;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function look(): void {
    if (location.href === last) return;
    last = location.href;
    clearTimeout(timer);
    // Apps set the title after the address.
    timer = setTimeout(() => onPage(currentPage()), 200);
  }

  const { signal } = end;
  navigationOf(window)?.addEventListener('currententrychange', look, { signal });
  addEventListener('popstate', look, { signal });
  // Browsers without the Navigation API tell nothing of pushState: look when the visitor does something.
  addEventListener('focusin', look, { signal });
  return () => {
    end.abort();
    clearTimeout(timer);
  };
}

function navigationOf(page: object): NavigationEvents | undefined {
  const found: unknown = 'navigation' in page ? page.navigation : undefined;
  return found instanceof EventTarget ? found : undefined;
}
