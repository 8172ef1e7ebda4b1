import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useMemo } from 'preact/hooks';
import { LocationProvider, useLocation } from 'preact-iso';
import { notePlace, stepsGone } from './history-place.ts';
import { LeaveQuestion } from './leave-question.tsx';
import { isLost, leave } from './unsaved.ts';

type Route = (url: string, replace?: boolean) => void;

/** The address, for all screens beneath `scope`; no way to another one passes by the question about what is not saved. */
export function GuardedLocation({
  scope,
  children,
}: {
  scope: string;
  children: ComponentChildren;
}) {
  return (
    <LocationProvider scope={scope}>
      <Guard scope={scope}>{children}</Guard>
    </LocationProvider>
  );
}

function Guard({ scope, children }: { scope: string; children: ComponentChildren }) {
  const location = useLocation();
  const { route } = location;
  // Effects run from the inmost out: these listeners are there before the location's own.
  useLayoutEffect(() => {
    notePlace(0);
    return guardLinksAndHistory(scope, (url) => go(route, url));
  }, [scope]);
  const guarded = useMemo(() => {
    const guardedRoute: Route = (url, replace) =>
      void leave(() => go(route, url, replace), pathOf(url));
    return { ...location, route: guardedRoute };
  }, [location]);
  return (
    <LocationProvider.ctx.Provider value={guarded}>
      {children}
      <LeaveQuestion />
    </LocationProvider.ctx.Provider>
  );
}

function go(route: Route, url: string, replace = false): void {
  route(url, replace);
  notePlace(replace ? 0 : 1);
}

function pathOf(url: string): string {
  return new URL(url, location.href).pathname;
}

/** Hears of clicks and of steps through the history before the location does, and keeps from it those that wait for an answer. */
function guardLinksAndHistory(scope: string, open: (url: string) => void): () => void {
  const onClick = (event: MouseEvent) => {
    const link = linkTaken(event, scope);
    if (!link) return;
    if (!isLost(link.pathname)) {
      // The location adds the entry after us.
      setTimeout(() => notePlace(1));
      return;
    }
    event.preventDefault();
    event.stopImmediatePropagation();
    leave(() => open(link.href.slice(link.origin.length)), link.pathname);
  };
  /** The next step through the history is our own: the way back, or what was asked about. */
  let ownStep: 'none' | 'back' | 'on' = 'none';
  const onPop = (event: PopStateEvent) => {
    const step = ownStep;
    ownStep = 'none';
    if (step === 'back') return event.stopImmediatePropagation();
    const { pathname } = location;
    if (step === 'on' || !isLost(pathname)) return notePlace(1);
    event.stopImmediatePropagation();
    const gone = stepsGone();
    ownStep = 'back';
    history.go(-gone);
    leave(() => {
      ownStep = 'on';
      history.go(gone);
    }, pathname);
  };
  addEventListener('click', onClick, { capture: true });
  addEventListener('popstate', onPop, { capture: true });
  return () => {
    removeEventListener('click', onClick, { capture: true });
    removeEventListener('popstate', onPop, { capture: true });
  };
}

/**
 * The link that the location will follow, or none: the browser follows others itself, and asks itself. A click on one with `data-stays`
 * leads nowhere.
 */
function linkTaken(event: MouseEvent, scope: string): HTMLAnchorElement | undefined {
  if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey || event.button !== 0)
    return undefined;
  const link = event.composedPath().find((one) => one instanceof HTMLAnchorElement);
  const href = link?.getAttribute('href');
  if (!link || !href || href.startsWith('#') || link.origin !== location.origin) return undefined;
  const isOfPage =
    /^(_?self)?$/i.test(link.target) && !link.download && link.dataset.stays === undefined;
  return isOfPage && href.startsWith(scope) ? link : undefined;
}
