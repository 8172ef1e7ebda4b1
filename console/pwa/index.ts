/** The console as an app: its service worker, newer versions, installing it, the number on its icon. */
export { InstallOffer } from './install-offer.tsx';
export { NewVersionNotice } from './new-version-notice.tsx';
export {
  appOf,
  closeNotifications,
  followApp,
  lookForNewVersion,
  onScreenAsked,
} from './service-worker.ts';
export { showCount } from './show-count.ts';
