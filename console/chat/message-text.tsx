import { findLinks } from '../../client/later.ts';
import { splitQuotes } from '../../protocol/index.ts';
import { asText } from '../visitors/index.ts';

/** What somebody wrote, with what they quote set apart, and addresses as links. */
export function MessageText({ text }: { text: unknown }) {
  return (
    <div class="bubble" dir="auto">
      {splitQuotes(asText(text)).map((passage, index) =>
        passage.isQuote ? (
          <blockquote key={index}>
            <Linked text={passage.text} />
          </blockquote>
        ) : (
          <p key={index}>
            <Linked text={passage.text} />
          </p>
        ),
      )}
    </div>
  );
}

function Linked({ text }: { text: string }) {
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
