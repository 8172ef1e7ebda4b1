/** Hours of a week, in a time zone, with holidays: of a site, or of an operator. */

export { officeHours } from './office-hours.ts';
export { OpeningFields } from './opening-fields.tsx';
