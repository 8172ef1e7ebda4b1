import { useRef, useState } from 'preact/hooks';
import type { Site, SiteInput } from '../../protocol/index.ts';
import { ApiError, api } from '../api.ts';
import { useUnsaved } from '../leaving/index.ts';
import { t } from '../text/index.ts';
import { draftOf } from './draft.ts';
import { isBelow, type SectionProps } from './section.ts';

/** How the last saving went. */
export type Outcome =
  | { readonly name: 'none' }
  | { readonly name: 'saved'; readonly site: Site }
  | { readonly name: 'refused'; readonly field: string; readonly message: string };

/** What is written about a site, or a new one, and saved as a whole. */
export interface SiteForm {
  readonly outcome: Outcome;
  /** The outcome, where it is one. */
  readonly refusal: object | null;
  readonly isChanged: boolean;
  /** What a section is given. */
  readonly props: SectionProps;
  discard(): void;
  save(): Promise<Outcome>;
}

/** The form of a site's page and of the steps that set it up. */
export function useSiteForm(site: Site | undefined, onSaved: (site: Site) => void): SiteForm {
  const [outcome, setOutcome] = useState<Outcome>({ name: 'none' });
  const saving = useRef<Promise<Outcome> | null>(null);
  const draft = draftOf(site);
  const within = `/console/sites/${site?.id ?? 'new'}`;
  const { settle } = useUnsaved(draft.isChanged, within, draft.discard);

  function discard() {
    draft.discard();
    settle();
  }

  /** A double click saves once. */
  function save(): Promise<Outcome> {
    saving.current ??= saveWritten().finally(() => {
      saving.current = null;
    });
    return saving.current;
  }

  async function saveWritten(): Promise<Outcome> {
    const next = await outcomeOf(draft.input, (input) =>
      site ? api.updateSite(site.id, input) : api.createSite(input),
    );
    if (next.name === 'saved') {
      discard();
      onSaved(next.site);
    }
    setOutcome(next);
    return next;
  }

  /** At once, without what else is written and not saved. */
  async function allowHost(host: string): Promise<void> {
    if (!site) return;
    const { id, name, settings, domains } = site;
    onSaved(await api.updateSite(id, { name, settings, domains: [...domains, host] }));
    if (draft.isChanged) draft.change({ domains: [...draft.input.domains, host] });
  }

  const errorAt = (field: string) =>
    outcome.name === 'refused' && isBelow(field, outcome.field) ? outcome.message : undefined;
  const { input, isChanged, change, changeSettings } = draft;
  const props = { site, draft: input, change, changeSettings, errorAt, allowHost };
  const refusal = outcome.name === 'refused' ? outcome : null;
  return { outcome, refusal, isChanged, props, discard, save };
}

async function outcomeOf(
  input: SiteInput,
  save: (input: SiteInput) => Promise<Site>,
): Promise<Outcome> {
  try {
    return { name: 'saved', site: await save(input) };
  } catch (error) {
    const field = error instanceof ApiError ? error.field : '';
    const domain = wrongDomain(input, field);
    const said = error instanceof Error ? error.message : '';
    const message = domain === undefined ? said : t('domainWrong', { domain });
    return { name: 'refused', field, message };
  }
}

/** Which one of several domains is wrong: people do not count them from 0. */
function wrongDomain({ domains }: SiteInput, field: string): string | undefined {
  const [name, place] = field.split('.');
  return name === 'domains' && place !== undefined ? domains[Number(place)] : undefined;
}
