import type { SearchHit } from '../../protocol/index.ts';
import { t, timeAgo } from '../text/index.ts';
import { asText, nameOf } from '../visitors/index.ts';
import { focusHit } from './hit-focus.ts';
import { piecesOf } from './pieces-of.ts';

/** Something that was found: a link to its chat. Arrows go from one to the next, and up to the field. */
export function HitRow({
  hit,
  index,
  isChosen,
  toField,
}: {
  hit: SearchHit;
  index: number;
  isChosen: boolean;
  toField: () => void;
}) {
  function onKeyDown(event: KeyboardEvent) {
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
    event.preventDefault();
    if (event.key === 'ArrowDown') focusHit(index + 1);
    else if (index === 0) toField();
    else focusHit(index - 1);
  }
  return (
    <li>
      <a
        href={`/console/chat/${hit.chat}`}
        class="chat-row hit"
        aria-current={isChosen ? 'true' : undefined}
        data-hit
        onKeyDown={onKeyDown}
      >
        <span class="who">
          <strong>{nameOf(hit) || t('visitor')}</strong>
        </span>
        <time class="muted small">{timeAgo(hit.at)}</time>
        <span class="preview found" dir="auto">
          {piecesOf({ ...hit.snippet, text: asText(hit.snippet.text) }).map(({ text, isMatch }) =>
            isMatch ? <mark>{text}</mark> : text,
          )}
        </span>
        <span class="muted small where">
          {asText(hit.site.name)} · {authorOf(hit)}
          {hit.kind === 'note' && ` · ${t('mode-note')}`}
        </span>
      </a>
    </li>
  );
}

function authorOf({ author, authorName }: SearchHit): string {
  return author.role === 'operator' ? asText(authorName) || t('operator') : t('visitor');
}
