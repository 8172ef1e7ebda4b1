/** The real widget beside the forms of a site's settings. */
export { BesidePreview } from './beside-preview.tsx';
export { useMoment } from './moment-field.tsx';
