import type { ConsentMode, SiteInput, SiteLanguage } from '../../protocol/index.ts';

export const SITE_LANGUAGES: readonly SiteLanguage[] = ['auto', 'en', 'de'];
export const CONSENT_MODES: readonly ConsentMode[] = ['strict', 'banner', 'external'];

/** Reads the form of a site; the relay checks what stands in it. Domains stand one a line, or between commas. */
export function readSiteInput(form: FormData): SiteInput {
  const text = (name: string) => String(form.get(name) ?? '').trim();
  return {
    name: text('name'),
    domains: text('domains')
      .split(/[\s,]+/)
      .filter((domain) => domain !== ''),
    settings: {
      colour: text('colour'),
      welcome: text('welcome'),
      language: SITE_LANGUAGES.find((tag) => tag === text('language')) ?? 'auto',
      consent: CONSENT_MODES.find((mode) => mode === text('consent')) ?? 'strict',
    },
  };
}
