/** What `vite.config.ts` needs to know of the console as an app. */
export { appManifest } from './app-manifest.ts';
export { consoleShell } from './console-shell.ts';
