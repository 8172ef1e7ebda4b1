import type { SearchHit } from '../../protocol/index.ts';
import { RowTime } from '../rows/index.ts';
import { inRow, t, withoutTurns } from '../text/index.ts';
import { asText, nameOf } from '../visitors/index.ts';
import { piecesOf } from './pieces-of.ts';

/** Something that was found: a link to it in its chat. */
export function HitRow({
  hit,
  href,
  isChosen,
}: {
  hit: SearchHit;
  href: string;
  isChosen: boolean;
}) {
  const name = nameOf(hit);
  return (
    <li>
      <a href={href} class="chat-row hit" aria-current={isChosen ? 'true' : undefined}>
        <span class="who">
          <strong title={name} dir="auto">
            {name}
          </strong>
        </span>
        <RowTime at={hit.at} />
        <span class="found" dir="auto">
          {piecesOf({ ...hit.snippet, text: asText(hit.snippet.text) }).map(({ text, isMatch }) =>
            isMatch ? <mark>{withoutTurns(text)}</mark> : withoutTurns(text),
          )}
        </span>
        <span class="muted small where">
          {inRow([asText(hit.site.name), authorOf(hit), hit.kind === 'note' && t('mode-note')])}
        </span>
      </a>
    </li>
  );
}

function authorOf({ author, authorName }: SearchHit): string {
  return author.role === 'operator' ? asText(authorName) || t('operator') : t('visitor');
}
