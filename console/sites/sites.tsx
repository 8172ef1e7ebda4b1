import { useLocation } from 'preact-iso';
import type { Site } from '../../protocol/index.ts';
import { api } from '../api.ts';
import { t } from '../text/index.ts';
import { CopyButton, useLoaded, WhenLoaded } from '../ui/index.ts';
import { SiteForm } from './site-form.tsx';
import './sites.css';

/** The sites of this installation; one of them, or a new one, to edit. */
export function Sites({ id }: { id: string | undefined }) {
  const { route } = useLocation();
  const { loaded, reload } = useLoaded(api.sites);
  return (
    <main class="screen stack">
      <WhenLoaded loaded={loaded} waiting={t('loading')}>
        {(sites) => {
          const site = sites.find((one) => one.id === id);
          if (id === undefined) return <SiteList sites={sites} />;
          return (
            <SiteForm
              key={site?.id ?? 'new'}
              site={site}
              onSaved={(saved) => {
                reload();
                route(`/console/sites/${saved.id}`);
              }}
            />
          );
        }}
      </WhenLoaded>
    </main>
  );
}

function SiteList({ sites }: { sites: readonly Site[] }) {
  return (
    <>
      <div class="spread">
        <h1>{t('sites')}</h1>
        <a class="button" href="/console/sites/new">
          {t('newSite')}
        </a>
      </div>
      <p class="muted">{t('sitesHelp')}</p>
      <ul class="list">
        {sites.map((site) => (
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
      {sites.length === 0 && <p>{t('noSites')}</p>}
    </>
  );
}
