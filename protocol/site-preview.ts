import type { Availability, FormName, SiteSettings } from './types.ts';

/** What the console tells the preview of a site's widget, each time something of it changes. */
export interface SitePreview {
  /** As they are being written. */
  readonly settings: SiteSettings;
  /** What the widget speaks: a tag (BCP 47). */
  readonly language: string;
  /** Whether visitors are answered, and when they are again. */
  readonly availability: Availability;
  /** A form that stands in the place of the conversation, whether it is switched on or not. */
  readonly form: FormName | undefined;
}
