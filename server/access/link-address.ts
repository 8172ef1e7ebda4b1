/**
 * Where a single-use link is opened. Its secret stands behind the `#`, which browsers send to no server, so that it is in
 * nobody's log.
 */
export function linkAddress(publicUrl: string, token: string): string {
  return `${publicUrl}/console/link#${token}`;
}
