/** What may be kept of a visitor, and where. */
export { createConsent, privacySignalRecord } from './consent.ts';
export { createTokenKeeper, type WidgetTokenKeeper } from './token-keeper.ts';
