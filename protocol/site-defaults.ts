import { DEFAULT_FORMS } from './default-forms.ts';
import type { SiteSettings } from './types.ts';

/** What holds for a site until its owner says otherwise. */
export const DEFAULT_SITE_SETTINGS: SiteSettings = {
  colour: '#4f46e5',
  welcome: '',
  language: 'auto',
  consent: 'strict',
  hours: { opening: null, queueLimit: null, closeAfterMinutes: 1_440 },
  texts: {},
  forms: DEFAULT_FORMS,
  typingPreview: false,
  showVisitors: false,
  guard: { repeats: 3, links: 5 },
  requireVerification: false,
  looks: {},
};
