import type { BanList, GuardCounts } from '../../protocol/index.ts';
import { LIMITS } from '../../protocol/index.ts';
import { api } from '../api.ts';
import { useAttempt } from '../editing/index.ts';
import { dayAndTime, t } from '../text/index.ts';
import { Notice, useLoaded, WhenLoaded } from '../ui/index.ts';
import { asLine, asText, nameOf } from '../visitors/index.ts';
import './bans.css';

/** Who may not write now, by whom and why, and a way to let them again. */
export function Bans() {
  const { loaded, reload } = useLoaded(api.bans);
  const { problem, attempt } = useAttempt();

  async function lift(ban: BanList[number]) {
    await attempt(() => api.liftBan(ban.visitor.id));
    reload();
  }

  return (
    <main class="screen stack bans">
      <h1>{t('bans')}</h1>
      <p class="muted">{t('bansHelp', { limit: LIMITS.bansListed })}</p>
      {problem !== undefined && <Notice kind="error">{problem}</Notice>}
      <WhenLoaded loaded={loaded} waiting={t('loading')}>
        {(bans) =>
          bans.length === 0 ? (
            <p>{t('noBans')}</p>
          ) : (
            <ul class="list">
              {bans.map((ban) => (
                <BanRow key={ban.visitor.id} ban={ban} onLift={() => void lift(ban)} />
              ))}
            </ul>
          )
        }
      </WhenLoaded>
      <Guarded />
    </main>
  );
}

/** How much the guard refused lately, on which sites. */
function Guarded() {
  const { loaded } = useLoaded(api.guardCounts);
  return (
    <section class="stack" aria-labelledby="guarded">
      <h2 id="guarded">{t('guard')}</h2>
      <p class="muted">{t('guardedHelp')}</p>
      <WhenLoaded loaded={loaded} waiting={t('loading')}>
        {(sites) =>
          sites.length === 0 ? (
            <p>{t('guardedNone')}</p>
          ) : (
            <ul class="list">
              {sites.map((counts) => (
                <GuardedRow key={counts.site.id} counts={counts} />
              ))}
            </ul>
          )
        }
      </WhenLoaded>
    </section>
  );
}

function GuardedRow({ counts }: { counts: GuardCounts[number] }) {
  const { site, repeated, links } = counts;
  return (
    <li class="spread">
      <a href={`/console/sites/${site.id}`}>
        <bdi>{asLine(site.name)}</bdi>
      </a>
      <p class="muted">
        {t('guardedRepeated', { count: repeated })} · {t('guardedLinks', { count: links })}
      </p>
    </li>
  );
}

function BanRow({ ban, onLift }: { ban: BanList[number]; onLift: () => void }) {
  const { site, reason, by, at, until } = ban;
  const name = nameOf(ban);
  return (
    <li class="spread">
      <div class="about">
        <p>
          <strong>
            <bdi>{name}</bdi>
          </strong>{' '}
          <bdi class="muted">{asLine(site.name)}</bdi>
        </p>
        <p>
          <bdi>{asLine(reason)}</bdi>
        </p>
        <p class="small muted">
          {until === null ? t('ban-ever') : t('until', { until: dayAndTime(until) })} ·{' '}
          {t('bannedBy', { by: asText(by), at: dayAndTime(at) })}
        </p>
      </div>
      <button type="button" class="quiet" onClick={onLift}>
        {t('liftBan')}
        <span class="hidden">
          : <bdi>{name}</bdi>
        </span>
      </button>
    </li>
  );
}
