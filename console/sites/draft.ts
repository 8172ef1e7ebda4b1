import { signal } from '@preact/signals';
import {
  DEFAULT_SITE_SETTINGS,
  type Site,
  type SiteInput,
  type SiteSettings,
} from '../../protocol/index.ts';
import { isAlike } from '../leaving/index.ts';

/** A site as it is being written. */
export interface Draft {
  readonly input: SiteInput;
  /** Something was written that is not saved. */
  readonly isChanged: boolean;
  change(changes: Partial<SiteInput>): void;
  changeSettings(changes: Partial<SiteSettings>): void;
  /** Goes back to what is saved. */
  discard(): void;
}

const NEW_SITE: SiteInput = { name: '', domains: [], settings: DEFAULT_SITE_SETTINGS };

/** What is written and not saved, by the site's id or `new`: it stays while the operator goes from one section to another. */
const unsaved = signal<ReadonlyMap<string, SiteInput>>(new Map());

/** The draft of a site, or of a new one. A component that calls it is drawn again when the draft changes. */
export function draftOf(site: Site | undefined): Draft {
  const id = site?.id ?? 'new';
  const saved = site ? inputOf(site) : NEW_SITE;

  function change(changes: Partial<SiteInput>): void {
    const input = unsaved.peek().get(id) ?? saved;
    unsaved.value = new Map(unsaved.peek()).set(id, { ...input, ...changes });
  }

  return {
    input: unsaved.value.get(id) ?? saved,
    isChanged: !isAlike(unsaved.value.get(id) ?? saved, saved),
    change,
    changeSettings(changes) {
      const { settings } = unsaved.peek().get(id) ?? saved;
      change({ settings: { ...settings, ...changes } });
    },
    discard() {
      const others = new Map(unsaved.peek());
      others.delete(id);
      unsaved.value = others;
    },
  };
}

function inputOf({ name, domains, settings }: Site): SiteInput {
  return { name, domains, settings };
}
