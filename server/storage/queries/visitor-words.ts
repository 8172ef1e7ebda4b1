import { sql } from 'kysely';
import { markIn, type VisitorId } from '../../../protocol/index.ts';
import type { Db } from '../port.ts';

/** Of what is looked for so many words count. */
const MOST_WORDS = 8;
/** Longer words are known by their beginnings. */
const WORD_CHARS = 64;

/** Notes anew by which words these visitors are found: those of their names and addresses, as said and as their site signed them. */
export async function putVisitorWords(db: Db, visitors: readonly VisitorId[]): Promise<void> {
  if (visitors.length === 0) return;
  const people = await db
    .selectFrom('visitors')
    .leftJoin('site_users', 'site_users.visitor_id', 'visitors.id')
    .select(['visitors.id', 'visitors.name', 'visitors.email', 'site_users.user_id'])
    .select(['site_users.name as user_name', 'site_users.email as user_email'])
    .where('visitors.id', 'in', visitors)
    .execute();
  const words = people.flatMap(wordsOfVisitor);
  await db.deleteFrom('visitor_words').where('visitor_id', 'in', visitors).execute();
  if (words.length > 0) await db.insertInto('visitor_words').values(words).execute();
}

/**
 * The newest visitors who are found by a text, at most `limit`: each of its words begins one of their name or address; or it ends with
 * the mark of one who has a chat, whatever stands before it.
 */
export async function visitorsFoundBy(db: Db, text: string, limit: number): Promise<VisitorId[]> {
  const mark = markIn(text)?.toLowerCase();
  const [first, ...others] = wordsIn(text).slice(0, MOST_WORDS);
  const found = new Set<VisitorId>();
  if (mark !== undefined) {
    const marked = await db
      .selectFrom('chats')
      .select('visitor_id')
      .distinct()
      .where(sql<boolean>`substr(visitor_id, 32) = ${mark}`)
      .limit(limit)
      .execute();
    for (const { visitor_id } of marked) found.add(visitor_id);
  }
  if (first === undefined) return [...found];
  let named = beginningWith(db, first);
  for (const word of others) named = named.where('visitor_id', 'in', beginningWith(db, word));
  const rows = await named.distinct().orderBy('visitor_id', 'desc').limit(limit).execute();
  for (const { visitor_id } of rows) found.add(visitor_id);
  return [...found].slice(0, limit);
}

function beginningWith(db: Db, word: string) {
  return db
    .selectFrom('visitor_words')
    .select('visitor_id')
    .where('word', '>=', word)
    .where('word', '<', `${word}\u{10ffff}`);
}

/** The rows of a visitor's words, made of all that is said of them. Pure. */
export function wordsOfVisitor({
  id,
  ...said
}: { readonly id: VisitorId } & Readonly<Record<string, string | null>>) {
  return wordsIn(Object.values(said).join(' ')).map((word) => ({ word, visitor_id: id }));
}

/** Without case and accents. Pure. */
function wordsIn(text: string): string[] {
  const folded = text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase();
  const words = folded.match(/[\p{L}\p{N}]+/gu) ?? [];
  return [...new Set(words.map((word) => word.slice(0, WORD_CHARS).toWellFormed()))];
}
