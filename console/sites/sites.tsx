import { useState } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import type { Site } from '../../protocol/index.ts';
import { api } from '../api.ts';
import { t } from '../text/index.ts';
import { CopyButton, Notice, useLoaded, WhenLoaded } from '../ui/index.ts';
import { Setup } from './setup/index.ts';
import { SitePage } from './site-page.tsx';
import './sites.css';

interface SitesProps {
  readonly id: string | undefined;
  /** A section of the site's page, or `setup`. */
  readonly section: string | undefined;
  /** A step of setting it up. */
  readonly step: string | undefined;
}

/** The sites of this installation; a section of one of them, or the steps of setting one up. */
export function Sites({ id, section, step }: SitesProps) {
  const { loaded, reload } = useLoaded(api.sites);
  /** Known before the list is read again. */
  const [saved, setSaved] = useState<Site>();
  const onSaved = (site: Site) => {
    setSaved(site);
    reload();
  };
  const [deleted, setDeleted] = useState<Site>();
  const { route } = useLocation();
  const onDeleted = (site: Site) => {
    setDeleted(site);
    setSaved(undefined);
    route('/console/sites');
    reload();
  };
  return (
    <main class="screen stack">
      <WhenLoaded loaded={loaded} waiting={t('loading')}>
        {(sites) => {
          if (id === undefined) return <SiteList sites={sites} deleted={deleted} />;
          const site = sites.find((one) => one.id === id) ?? (saved?.id === id ? saved : undefined);
          if (id === 'new' || (site && section === 'setup'))
            return <Setup key={site?.id} site={site} name={step} onSaved={onSaved} />;
          if (!site) return <NoSuchSite />;
          return <SitePage key={site.id} name={section} {...{ site, onSaved, onDeleted }} />;
        }}
      </WhenLoaded>
    </main>
  );
}

function NoSuchSite() {
  return (
    <>
      <h1>{t('noSuchSite')}</h1>
      <p>{t('noSuchSiteHelp')}</p>
      <a href="/console/sites">{t('allSites')}</a>
    </>
  );
}

function SiteList({
  sites,
  deleted,
}: {
  sites: readonly Site[];
  /** A moment ago: the list may still show it. */
  deleted: Site | undefined;
}) {
  const left = sites.filter(({ id }) => id !== deleted?.id);
  return (
    <>
      <div class="spread">
        <h1>{t('sites')}</h1>
        <a class="button" href="/console/sites/new">
          {t('newSite')}
        </a>
      </div>
      {deleted && <Notice kind="success">{t('siteDeleted', { name: deleted.name })}</Notice>}
      <p class="muted">{t('sitesHelp')}</p>
      <ul class="list">
        {left.map((site) => (
          <li key={site.id} class="stack">
            <div class="spread">
              <div>
                <h2>
                  <a href={`/console/sites/${site.id}`}>{site.name}</a>
                </h2>
                <p class="small muted">{site.domains.join(', ')}</p>
              </div>
              <CopyButton text={site.snippet} label={t('copySnippet')} done={t('copied')} />
            </div>
          </li>
        ))}
      </ul>
      {left.length === 0 && <p>{t('noSites')}</p>}
    </>
  );
}
