import type { ErrorAnswer, PageSettings, SiteSettings } from '../../protocol/index.ts';
import type { InitOptions } from './api-types.ts';

/** Asks the relay for a site's settings. Throws its sentence where it refuses this page, which its log names too. */
export async function askForSettings(relay: string, site: string): Promise<PageSettings> {
  const answer = await fetch(`${relay}/api/v1/site-settings/${site}`, { credentials: 'omit' });
  // Made from the schemas that these types come from, by the relay whose script this is.
  const body = (await answer.json()) as PageSettings | ErrorAnswer;
  if ('error' in body) throw new Error(body.error.message);
  return body;
}

/** Whole hosts, or every subdomain after `*.`; never by suffix alone. Pure; the relay checks the same again. */
export function allowsHost(domains: readonly string[], host: string): boolean {
  return domains.some((domain) =>
    domain.startsWith('*.') ? host.endsWith(domain.slice(1)) : domain === host,
  );
}

/** The options as attributes of a script tag, and the address it came from. Tag managers strip attributes, not addresses. */
export function optionsOfTag(script: HTMLScriptElement) {
  const { origin, pathname, searchParams } = new URL(script.src);
  const relay = origin + pathname.slice(0, pathname.lastIndexOf('/'));
  return { relay, site: searchParams.get('site') ?? '', ...script.dataset };
}

/** What the page says goes before what the site's settings say. Pure. */
export function overridden(found: PageSettings, options: Partial<InitOptions>): PageSettings {
  const { consent, language, colour } = options;
  const given = { consent, language, colour };
  const said = Object.entries(given).filter(([, value]) => value);
  // `language` may be any tag here, such as de-AT; a site's settings name one of the languages we have.
  const settings = { ...found.settings, ...Object.fromEntries(said) } as SiteSettings;
  return { ...found, settings };
}
