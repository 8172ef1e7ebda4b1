import { useEffect, useState } from 'preact/hooks';
import type { Site, SitePage, SitePages } from '../../../protocol/index.ts';
import { api } from '../../api.ts';
import { t, timeAgo } from '../../text/index.ts';
import { Notice } from '../../ui/index.ts';
import './live-check.css';

const LOOK_EVERY_MS = 2_000;

interface LiveCheckProps {
  readonly site: Site;
  /** Adds a host to the site's domains and saves; rejects with what the relay says. */
  readonly onAllow: (host: string) => Promise<void>;
}

/** Looks again and again whether a page of the site has loaded its widget, and which page was refused. */
export function LiveCheck({ site, onAllow }: LiveCheckProps) {
  const { pages, problem } = useSitePages(site);
  const refused = pages?.pages.filter(({ allowed }) => !allowed) ?? [];
  return (
    <section class="stack live-check" aria-labelledby="live-check">
      <h2 id="live-check">{t('liveCheck')}</h2>
      {/* Announced as it turns. */}
      <div role="status">{pages && <Outcome pages={pages} />}</div>
      {problem && <Notice kind="error">{problem}</Notice>}
      {refused.map((page) => (
        <RefusedPage key={page.host} page={page} onAllow={onAllow} />
      ))}
    </section>
  );
}

function Outcome({ pages: { seenAt, pages } }: { pages: SitePages }) {
  const allowed = pages.find((page) => page.allowed);
  if (seenAt === null) {
    return (
      <p class="check-line" data-is="waiting">
        {t('checkWaiting')}
      </p>
    );
  }
  const when = timeAgo(seenAt);
  return (
    <p class="check-line" data-is="seen">
      {allowed ? t('checkSeen', { host: allowed.host, when }) : t('checkSeenBefore', { when })}
    </p>
  );
}

function RefusedPage({
  page: { host, at },
  onAllow,
}: {
  page: SitePage;
  onAllow: LiveCheckProps['onAllow'];
}) {
  const [problem, setProblem] = useState('');
  return (
    <div class="notice error stack">
      <p>{t('checkRefused', { host, when: timeAgo(at) })}</p>
      <div class="row">
        <button
          type="button"
          class="quiet"
          onClick={() => void onAllow(host).catch((error: Error) => setProblem(error.message))}
        >
          {t('allowHost', { host })}
        </button>
      </div>
      {problem && <p role="alert">{problem}</p>}
    </div>
  );
}

/** What the relay has heard, read again while the window is in sight. */
function useSitePages({ id, domains }: Site): { pages: SitePages | undefined; problem: string } {
  const [pages, setPages] = useState<SitePages>();
  const [problem, setProblem] = useState('');
  useEffect(() => {
    let isWanted = true;
    const look = async () => {
      if (document.hidden) return;
      try {
        const found = await api.sitePages(id);
        if (isWanted) setPages(found);
        if (isWanted) setProblem('');
      } catch (error) {
        if (isWanted) setProblem(error instanceof Error ? error.message : '');
      }
    };
    void look();
    const timer = setInterval(() => void look(), LOOK_EVERY_MS);
    return () => {
      isWanted = false;
      clearInterval(timer);
    };
  }, [id, domains.join()]);
  return { pages, problem };
}
