/** Settings, from one schema over the environment. */
export { environment, readSettings, type Settings, SettingsError } from './read-settings.ts';
export { renderSettings } from './render-settings.ts';
