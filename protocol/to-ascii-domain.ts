/** What browsers and Node have alike; no library of ours declares it for every place this runs. */
declare const URL: new (url: string) => { readonly hostname: string };

/**
 * A domain as browsers name it: without spaces around it, in lower case, other letters than ASCII in Punycode (RFC 3492), so that
 * `müller.example` is `xn--mller-kva.example`. What is no domain stays as it is, for the schema to refuse. Pure.
 */
export function toAsciiDomain(written: string): string {
  const name = written.trim().toLowerCase();
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the letters of ASCII are meant, all of them
  if (/^[\x00-\x7f]*$/.test(name)) return name;
  const [, wildcard = '', host = ''] = /^(\*\.)?(.*)$/s.exec(name) ?? [];
  // Anything that would be more than a host in an address is not one here either.
  if (/[\s/?#@:\\%]/.test(host)) return name;
  try {
    return wildcard + new URL(`http://${host}`).hostname;
  } catch {
    return name;
  }
}
