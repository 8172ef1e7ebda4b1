/**
 * Whether a request comes from a page of the relay itself: its Origin is the public address's, or names the very host
 * that the request was sent to. A foreign page can forge neither header. Without an Origin: false.
 */
export function isOwnOrigin(
  publicUrl: string,
  origin: string | undefined,
  host: string | undefined,
): boolean {
  if (!origin || !URL.canParse(origin)) return false;
  const url = new URL(origin);
  return url.origin === new URL(publicUrl).origin || (url.host !== '' && url.host === host);
}
