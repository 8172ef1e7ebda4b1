import { asLine, asText } from './as-text.ts';

/**
 * A stranger's words among ours: what turns the direction of writing ends with them, and a word without end wraps. Signs that
 * nothing shows, such as control characters, are left to the browser, which shows none of them.
 */
export function StrangeText({ text }: { text: unknown }) {
  return <bdi class="strange">{asLine(text)}</bdi>;
}

/** A page's address is a link only where it cannot be anything else, such as `javascript:`. */
export function PageLink({ url, title }: { url: unknown; title: unknown }) {
  const address = asText(url);
  const name = asText(title).trim();
  return (
    <>
      {name && (
        <span class="page-title">
          <StrangeText text={name} />
        </span>
      )}
      {isWeb(address) ? (
        <a href={address} target="_blank" rel="noopener noreferrer" class="small">
          <StrangeText text={address} />
        </a>
      ) : (
        <span class="small">
          <StrangeText text={address} />
        </span>
      )}
    </>
  );
}

/** Whether a browser goes to the web by it, and nowhere else. */
function isWeb(address: string): boolean {
  return /^https?:\/\//i.test(address);
}
