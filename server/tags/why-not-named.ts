import {
  LIMITS,
  type RefusalCode,
  type RefusalDetail,
  type TagInput,
} from '../../protocol/index.ts';
import type { TagRow } from '../storage/index.ts';

/** Why a tag is not kept as it is wished: `field` is the one that is wrong. */
export interface TagProblem {
  readonly code: RefusalCode;
  readonly field: 'name' | 'site';
  readonly detail: RefusalDetail;
}

/** Why a tag may not be called so beside the `others`; undefined where it may. Pure. */
export function whyNotNamed(
  { name, site }: Pick<TagInput, 'name' | 'site'>,
  others: readonly Pick<TagRow, 'name' | 'site_id'>[],
): TagProblem | undefined {
  if (others.length >= LIMITS.tags) {
    const detail = { limit: LIMITS.tags, what: 'tags' };
    return { code: 'limit_reached', field: 'name', detail };
  }
  const isTaken = others.some(
    (other) =>
      fold(other.name) === fold(name) && (site === null || [site, null].includes(other.site_id)),
  );
  if (!isTaken) return undefined;
  return { code: 'name_taken', field: 'name', detail: { name, what: 'a tag' } };
}

function fold(name: string): string {
  return name.normalize('NFKC').toLowerCase();
}
