/** Forms, and the offer of one. */
export { LazyOfflineForm } from './lazy-offline-form.tsx';
export { OfflineOffer } from './offline-offer.tsx';
