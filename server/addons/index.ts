/** Add-ons: their hooks before and after an event, their settings and their delivery log. */
export { type Addons, createAddons } from './addons.ts';
export { ADDON_JOB } from './after-events.ts';
export { AddonSettingError } from './switchboard.ts';
