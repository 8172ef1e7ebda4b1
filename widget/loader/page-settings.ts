import type { ErrorAnswer, PageSettings } from '../../protocol/index.ts';
import { rightOptions } from './right-options.ts';

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
export function optionsOfTag({ src, dataset }: HTMLScriptElement) {
  const { href: relay } = new URL('.', src);
  const site = new URL(src).searchParams.get('site') ?? '';
  return { relay, site, ...rightOptions(dataset) };
}
