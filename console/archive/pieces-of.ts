import type { SearchHit } from '../../protocol/index.ts';

/** A stretch of a snippet, marked or not. */
export interface Piece {
  readonly text: string;
  readonly isMatch: boolean;
}

/** Cuts a snippet at its matches, whose places count code points. Pure; leaves out nothing and no empty piece in. */
export function piecesOf({ text, matches }: SearchHit['snippet']): Piece[] {
  const characters = [...text];
  const pieces: Piece[] = [];
  const add = (from: number, to: number, isMatch: boolean): void => {
    if (to > from) pieces.push({ text: characters.slice(from, to).join(''), isMatch });
  };
  let done = 0;
  for (const { start, length } of matches) {
    add(done, start, false);
    add(start, start + length, true);
    done = start + length;
  }
  add(done, characters.length, false);
  return pieces;
}
