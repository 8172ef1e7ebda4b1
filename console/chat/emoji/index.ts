/** Emoji to choose from, in what an operator writes. */
export { EmojiButton } from './emoji-button.tsx';
