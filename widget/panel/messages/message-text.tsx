import { findLinks } from '../../text/index.ts';

/** A message's text with its links; line breaks are kept by the style sheet. Nodes are built, nothing is parsed. */
export function MessageText({ text }: { readonly text: string }) {
  return (
    <p class="text">
      {findLinks(text).map((part, index) =>
        part.type === 'text' ? (
          part.text
        ) : (
          <a key={index} href={part.href} target="_blank" rel="noopener noreferrer nofollow">
            {part.text}
          </a>
        ),
      )}
    </p>
  );
}
