/** What may be kept of a visitor, and where. */
export { consentByPage, createConsent, privacySignalRecord } from './consent.ts';
export { createTokenKeeper, type WidgetTokenKeeper } from './token-keeper.ts';
export { readVisitorCookie, writeVisitorCookie } from './visitor-cookie.ts';
