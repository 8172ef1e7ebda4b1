import { api } from '../api.ts';
import { mayManage, session } from '../session.ts';
import { t } from '../text/index.ts';
import { useLoaded } from '../ui/index.ts';
import { asLine, asText } from '../visitors/index.ts';

/** What to do where there is no chat: how to get the first one or, without a site, who makes one. Nothing until that is known. */
export function FirstHint() {
  const { loaded } = useLoaded(api.choices);
  if (loaded.name !== 'there') return null;
  if (loaded.value.sites.length === 0) return <NoSite />;
  if (!loaded.value.demo) return <p class="muted">{t('emptyHelpOwn')}</p>;
  return (
    <p class="muted">
      {t('emptyHelp')}{' '}
      <a href="/demo" target="_blank" rel="noopener">
        {t('openShop')}
      </a>
    </p>
  );
}

function NoSite() {
  const now = session.value;
  if (now.name !== 'signed-in' || !mayManage(now.operator)) return <AskOwner />;
  return (
    <>
      <p>{t('noSiteMake')}</p>
      <p>
        <a class="button" href="/console/sites/new">
          {t('newSite')}
        </a>
      </p>
    </>
  );
}

/** The owners, by what one can write to them. */
function AskOwner() {
  const { loaded } = useLoaded(api.operators);
  const owners = loaded.name === 'there' ? loaded.value.filter(({ role }) => role === 'owner') : [];
  return (
    <>
      <p>{t('noSiteAsk')}</p>
      <ul class="owners">
        {owners.map(({ id, name, email }) => (
          <li key={id}>
            <a href={`mailto:${encodeURIComponent(asText(email))}`}>
              <bdi>{asLine(name) || asLine(email)}</bdi>
            </a>
          </li>
        ))}
      </ul>
    </>
  );
}
