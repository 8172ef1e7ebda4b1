import type { SiteForms } from './types.ts';

const NAME = { id: 'name', kind: 'text', label: '', required: true } as const;
const EMAIL = { id: 'email', kind: 'email', label: '', required: true } as const;
const MESSAGE = { id: 'message', kind: 'textarea', label: '', required: true } as const;

/** The forms of a site whose owner has changed none. Nothing is spread here: a browser's bundle would keep that, whether it is used or not. */
export const DEFAULT_FORMS: SiteForms = {
  preChat: { enabled: false, title: '', text: '', voluntary: false, fields: [NAME, EMAIL] },
  postChat: { enabled: false, title: '', text: '', fields: [] },
  offline: { enabled: true, title: '', text: '', fields: [NAME, EMAIL, MESSAGE] },
};
