import { en, type Words } from './en.ts';
import { enLater } from './en-later.ts';

/** All of English in one file, as every other language is, for the console; the widget itself loads it in two. */
export const words: Words = { ...en, ...enLater };
