/** The domains in a text: one a line, or between commas. The relay checks what stands in them. Pure. */
export function readDomains(text: string): string[] {
  return text
    .split(/[\n,]/)
    .map((domain) => domain.trim())
    .filter((domain) => domain !== '');
}
