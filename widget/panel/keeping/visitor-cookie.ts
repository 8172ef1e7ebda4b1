import Cookies from 'js-cookie';
import { NAMES, type VisitorToken } from '../../../protocol/index.ts';

/** 13 months, the longest that the French regulator (CNIL) accepts for a choice that is remembered. */
const DAYS = 390;
const PLACE = { path: '/', sameSite: 'Lax' } as const;

/** The visitor's token in the page's own cookie; undefined where there is none or it is not of our making. */
export function readVisitorCookie(): VisitorToken | undefined {
  const value = Cookies.get(NAMES.visitorCookie);
  return value && isToken(value) ? value : undefined;
}

/** Browsers refuse `Secure` cookies from plain-http pages, except (Chromium, Firefox) from localhost. */
export function writeVisitorCookie(token: VisitorToken): void {
  Cookies.set(NAMES.visitorCookie, token, {
    ...PLACE,
    expires: DAYS,
    secure: window.isSecureContext,
  });
}

export function removeVisitorCookie(): void {
  Cookies.remove(NAMES.visitorCookie, PLACE);
}

/** Whether a string has the form of a token: 128 bits in hexadecimal. */
export function isToken(value: string): value is VisitorToken {
  return /^[0-9a-f]{32}$/.test(value);
}
