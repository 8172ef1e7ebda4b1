import type { FunctionComponent } from 'preact';
import type { Site, SiteInput, SiteSettings } from '../../protocol/index.ts';
import type { TextKey } from '../text/index.ts';

/** What a section of a site's page is given. It edits a part of the draft; the page saves the whole. */
export interface SectionProps {
  /** As it is saved; undefined for a new site. */
  readonly site: Site | undefined;
  /** As it is being written. */
  readonly draft: SiteInput;
  change(changes: Partial<SiteInput>): void;
  changeSettings(changes: Partial<SiteSettings>): void;
  /** What the relay said against a field, by its path such as `settings.colour`, or anything below it. */
  errorAt(field: string): string | undefined;
  /** Adds a host to the site's domains and saves it; rejects with what the relay says. */
  allowHost(host: string): Promise<void>;
}

/** A section of a site's page. */
export interface Section {
  /** Its end of the page's address: `/console/sites/ID/NAME`. */
  readonly name: string;
  readonly title: TextKey;
  /** Paths of what it edits: the page goes there when the relay refuses one of them. */
  readonly fields: readonly string[];
  readonly Fields: FunctionComponent<SectionProps>;
}

/** Whether a path is this field or lies below it. Pure. */
export function isBelow(field: string, path: string): boolean {
  return path === field || path.startsWith(`${field}.`);
}
