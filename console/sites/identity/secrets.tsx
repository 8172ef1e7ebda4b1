import { useState } from 'preact/hooks';
import { type IdentitySecret, LIMITS, type Site } from '../../../protocol/index.ts';
import { api } from '../../api.ts';
import { dayAndTime, t } from '../../text/index.ts';
import { CopyButton, Notice, useLoaded, WhenLoaded } from '../../ui/index.ts';

/** The secrets of a site: made, shown and removed at once, beside the rest of the page that is saved as a whole. */
export function Secrets({ site }: { site: Site }) {
  const { loaded, reload } = useLoaded(() => api.secrets(site.id), site.id);
  const [problem, setProblem] = useState('');

  async function act(work: () => Promise<unknown>) {
    setProblem('');
    try {
      await work();
    } catch (error) {
      setProblem(error instanceof Error ? error.message : '');
    }
    reload();
  }

  return (
    <section class="stack" aria-labelledby="secrets">
      <h2 id="secrets">{t('secrets')}</h2>
      <p class="small muted">{t('secretsHelp')}</p>
      <WhenLoaded loaded={loaded} waiting={t('loading')}>
        {(secrets) => (
          <>
            {secrets.length === 0 && <p>{t('noSecrets')}</p>}
            <ul class="list">
              {secrets.map((secret) => (
                <SecretItem
                  key={secret.id}
                  secret={secret}
                  onRemove={() => void act(() => api.removeSecret(site.id, secret.id))}
                />
              ))}
            </ul>
            {secrets.length < LIMITS.identitySecrets && (
              <div>
                <button
                  type="button"
                  class="quiet"
                  onClick={() => void act(() => api.createSecret(site.id))}
                >
                  {t('makeSecret')}
                </button>
              </div>
            )}
          </>
        )}
      </WhenLoaded>
      {problem && <Notice kind="error">{problem}</Notice>}
    </section>
  );
}

function SecretItem({ secret, onRemove }: { secret: IdentitySecret; onRemove: () => void }) {
  const [isShown, setShown] = useState(false);
  const [isAsking, setAsking] = useState(false);
  return (
    <li class="stack">
      <div class="spread">
        <span class="small muted">{t('secretMade', { when: dayAndTime(secret.createdAt) })}</span>
        <span class="row">
          <button
            type="button"
            class="quiet"
            aria-expanded={isShown}
            onClick={() => setShown(!isShown)}
          >
            {t(isShown ? 'hideSecret' : 'showSecret')}
          </button>
          <CopyButton text={secret.secret} label={t('copy')} done={t('copied')} />
          <button type="button" class="quiet" onClick={() => setAsking(true)}>
            {t('remove')}
          </button>
        </span>
      </div>
      {isShown && <code class="secret">{secret.secret}</code>}
      {isAsking && <RemoveQuestion onRemove={onRemove} onCancel={() => setAsking(false)} />}
    </li>
  );
}

function RemoveQuestion({ onRemove, onCancel }: { onRemove: () => void; onCancel: () => void }) {
  return (
    <Notice kind="error">
      <p>{t('removeSecretAsk')}</p>
      <div class="row">
        <button type="button" onClick={onRemove}>
          {t('removeSecret')}
        </button>
        <button type="button" class="quiet" ref={(button) => button?.focus()} onClick={onCancel}>
          {t('cancel')}
        </button>
      </div>
    </Notice>
  );
}
