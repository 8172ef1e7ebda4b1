import type { VisitedPage } from '../../protocol/index.ts';
import { clockTime, dayAndTime, duration, t } from '../text/index.ts';
import { Fold } from './fact.tsx';
import { PageLink } from './strange-text.tsx';

/** Where the visitor was before, the last first, and for how long. */
export function PagesBefore({ pages }: { pages: readonly VisitedPage[] }) {
  const before = pages.slice(1);
  if (before.length === 0) return null;
  return (
    <Fold title={t('pagesBefore')} count={before.length} isOpen={before.length <= 3}>
      <ol class="visited">
        {before.map(({ url, title, at }, index) => (
          <li key={at}>
            <PageLink url={url} title={title} />
            <span class="small muted" title={dayAndTime(at)}>
              {clockTime(at)} · {duration(leftAt(pages, index) - at)}
            </span>
          </li>
        ))}
      </ol>
    </Fold>
  );
}

/** When the page at `index` of those before was left: when the next one was opened. */
function leftAt(pages: readonly VisitedPage[], index: number): number {
  return pages[index]?.at ?? 0;
}
