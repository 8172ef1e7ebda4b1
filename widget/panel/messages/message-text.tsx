import { findLinks } from '../../../client/later.ts';
import { splitQuotes } from '../../../protocol/index.ts';

/**
 * A message's text with quotations and links; line breaks are kept by the style sheet. Nodes are built, nothing is parsed.
 * @public
 */
export function MessageText({ text }: { readonly text: string }) {
  return (
    <>
      {splitQuotes(text).map((passage, index) =>
        passage.isQuote ? (
          <blockquote key={index} class="text">
            <Linked text={passage.text} />
          </blockquote>
        ) : (
          <p key={index} class="text">
            <Linked text={passage.text} />
          </p>
        ),
      )}
    </>
  );
}

function Linked({ text }: { readonly text: string }) {
  return (
    <>
      {findLinks(text).map((part, index) =>
        part.type === 'text' ? (
          part.text
        ) : (
          <a key={index} href={part.href} target="_blank" rel="noopener noreferrer nofollow">
            {part.text}
          </a>
        ),
      )}
    </>
  );
}
