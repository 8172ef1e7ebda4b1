import { NAMES, type VisitorToken } from '../../protocol/index.ts';

/** 13 months, the longest that the French regulator (CNIL) accepts for a choice that is remembered. */
const SECONDS = 390 * 86_400;

/** The visitor's token in the page's own cookie; undefined where there is none or it is not of our making. */
export function readVisitorCookie(): VisitorToken | undefined {
  const [, value = ''] = document.cookie.match(`(?:^|; )${NAMES.visitorCookie}=([^;]*)`) ?? [];
  return isToken(value) ? value : undefined;
}

/** Browsers refuse `Secure` cookies from plain-http pages, except (Chromium, Firefox) from localhost. */
export function writeVisitorCookie(token: VisitorToken): void {
  put(token, SECONDS);
}

export function removeVisitorCookie(): void {
  put('', 0);
}

/** Whether a string has the form of a token: 128 bits in hexadecimal. */
export function isToken(value: string): value is VisitorToken {
  return /^[0-9a-f]{32}$/.test(value);
}

/** A token needs none of the escaping that cookies ask of other values (RFC 6265 section 4.1.1). */
function put(value: VisitorToken | '', seconds: number): void {
  const secure = window.isSecureContext ? '; Secure' : '';
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not in every browser, and is not for plain http
  document.cookie = `${NAMES.visitorCookie}=${value}; Path=/; Max-Age=${seconds}; SameSite=Lax${secure}`;
}
