import type { TargetedSubmitEvent } from 'preact';
import { useState } from 'preact/hooks';
import type { Site, SiteInput } from '../../protocol/index.ts';
import { ApiError, api } from '../api.ts';
import { t } from '../text/index.ts';
import { CopyButton, Field, Notice } from '../ui/index.ts';
import { CONSENT_MODES, readSiteInput, SITE_LANGUAGES } from './read-site-input.ts';

type Outcome =
  | { name: 'none' }
  | { name: 'saved' }
  | { name: 'refused'; field: string; message: string };

/** A site's settings, and after saving the snippet and what to do with it. */
export function SiteForm({
  site,
  onSaved,
}: {
  site: Site | undefined;
  onSaved: (site: Site) => void;
}) {
  const [outcome, setOutcome] = useState<Outcome>({ name: 'none' });
  const errorAt = (field: string) =>
    outcome.name === 'refused' && outcome.field.startsWith(field) ? outcome.message : undefined;

  async function submit(event: TargetedSubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    const input: SiteInput = readSiteInput(new FormData(event.currentTarget));
    try {
      const saved = await (site ? api.updateSite(site.id, input) : api.createSite(input));
      setOutcome({ name: 'saved' });
      onSaved(saved);
    } catch (error) {
      const field = error instanceof ApiError ? error.field : '';
      setOutcome({ name: 'refused', field, message: error instanceof Error ? error.message : '' });
    }
  }

  return (
    <>
      <a href="/console/sites">{t('allSites')}</a>
      <h1>{site ? site.name : t('newSite')}</h1>
      {site && <Snippet site={site} />}
      <form class="stack site-form" onSubmit={(event) => void submit(event)}>
        <Field label={t('siteName')} help={t('siteNameHelp')} error={errorAt('name')}>
          {(input) => <input {...input} name="name" required defaultValue={site?.name ?? ''} />}
        </Field>
        <Field label={t('domains')} help={t('domainsHelp')} error={errorAt('domains')}>
          {(input) => (
            <textarea
              {...input}
              name="domains"
              rows={3}
              required
              defaultValue={site?.domains.join('\n') ?? ''}
            />
          )}
        </Field>
        <Field label={t('colour')} error={errorAt('settings.colour')}>
          {(input) => (
            <input
              {...input}
              name="colour"
              type="color"
              defaultValue={site?.settings.colour ?? '#4f46e5'}
            />
          )}
        </Field>
        <Field label={t('welcome')} help={t('welcomeHelp')} error={errorAt('settings.welcome')}>
          {(input) => (
            <textarea
              {...input}
              name="welcome"
              rows={2}
              defaultValue={site?.settings.welcome ?? ''}
            />
          )}
        </Field>
        <Field label={t('widgetLanguage')}>
          {(input) => (
            <select {...input} name="language" defaultValue={site?.settings.language ?? 'auto'}>
              {SITE_LANGUAGES.map((tag) => (
                <option
                  key={tag}
                  value={tag}
                  selected={tag === (site?.settings.language ?? 'auto')}
                >
                  {t(`widgetLanguage-${tag}`)}
                </option>
              ))}
            </select>
          )}
        </Field>
        <fieldset>
          <legend>{t('consent')}</legend>
          {CONSENT_MODES.map((mode) => (
            <label key={mode} class="choice">
              <input
                type="radio"
                name="consent"
                value={mode}
                defaultChecked={mode === (site?.settings.consent ?? 'strict')}
              />
              <span>
                <strong>{t(`consent-${mode}`)}</strong>
                <br />
                <span class="small muted">{t(`consentHelp-${mode}`)}</span>
              </span>
            </label>
          ))}
        </fieldset>
        {outcome.name === 'refused' && <Notice kind="error">{outcome.message}</Notice>}
        {outcome.name === 'saved' && <Notice kind="success">{t('saved')}</Notice>}
        <div>
          <button type="submit">{t(site ? 'save' : 'createSite')}</button>
        </div>
      </form>
    </>
  );
}

function Snippet({ site }: { site: Site }) {
  return (
    <section class="stack snippet" aria-labelledby="snippet">
      <div class="spread">
        <h2 id="snippet">{t('snippet')}</h2>
        <CopyButton text={site.snippet} label={t('copy')} done={t('copied')} />
      </div>
      <pre>{site.snippet}</pre>
      <p class="small muted">{t('snippetHelp')}</p>
    </section>
  );
}
