import type { ChatSummary } from '../../protocol/index.ts';
import { t } from '../text/index.ts';
import { asText } from '../visitors/index.ts';
import { allTags } from './all-tags.ts';
import { TagMark } from './tag-mark.tsx';
import { tagsOf } from './tags-of.ts';

/** More would make rows of different heights. */
const SHOWN = 3;

/** A chat's tags in its row of the inbox: the first ones, and how many more there are. */
export function RowTags({ chat }: { chat: ChatSummary }) {
  const tags = tagsOf(chat, allTags.value);
  if (tags.length === 0) return null;
  const names = tags.map(({ name }) => asText(name)).join(', ');
  return (
    <>
      <span class="hidden">, {t('tagsOfRow', { names })}</span>
      <span class="row-tags" aria-hidden="true" title={names}>
        {tags.slice(0, SHOWN).map((tag) => (
          <TagMark key={tag.id} tag={tag} />
        ))}
        {tags.length > SHOWN && <span class="small muted">+{tags.length - SHOWN}</span>}
      </span>
    </>
  );
}
