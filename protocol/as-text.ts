/**
 * Text that came as JSON, or nothing: an object in its place could become markup (CVE-2026-22028), and types do not hold what a
 * stranger's relay, visitor or storage says.
 */
export function asText(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
