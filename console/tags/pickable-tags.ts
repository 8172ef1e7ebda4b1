import type { Tag, TagInput } from '../../protocol/index.ts';
import { TAG_COLOURS } from '../../protocol/later.ts';
import { tagsFor } from './tags-of.ts';

/** What the picker offers: a tag, or to make one. */
export type TagOption = { readonly tag: Tag } | { readonly make: TagInput };

/** The tags whose names hold the text, those that begin with it first; and to make one, where none is called so. Pure. */
export function pickableTags({
  text,
  site,
  all,
  mayMake,
}: {
  text: string;
  /** The chat's. */
  site: string;
  all: readonly Tag[];
  mayMake: boolean;
}): TagOption[] {
  const wish = fold(text);
  const fitting = tagsFor(site, all).filter(({ name }) => fold(name).includes(wish));
  const begins = fitting.filter(({ name }) => fold(name).startsWith(wish));
  const tags = [...begins, ...fitting.filter((tag) => !begins.includes(tag))];
  const options: TagOption[] = tags.map((tag) => ({ tag }));
  const isNew = wish !== '' && !all.some(({ name }) => fold(name) === wish);
  if (mayMake && isNew) options.push({ make: newTag(text.trim(), all) });
  return options;
}

/** In the colour that the fewest have. */
function newTag(name: string, all: readonly Tag[]): TagInput {
  const uses = (colour: Tag['colour']) => all.filter((tag) => tag.colour === colour).length;
  const colours = TAG_COLOURS.filter((colour) => colour !== 'grey');
  const colour = colours.reduce((best, one) => (uses(one) < uses(best) ? one : best));
  return { name, colour, site: null };
}

function fold(text: string): string {
  return text.trim().normalize('NFKC').toLowerCase();
}
