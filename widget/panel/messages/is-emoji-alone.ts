/** An emoji as people see one (Unicode Technical Standard 51): flags, keycaps, skin colours and joined ones included. */
const EMOJI =
  '(?:\\p{RI}{2}|[\\d#*]\\uFE0F?\\u20E3|(?:\\p{EPres}|\\p{ExtPict}(?=\\uFE0F|\\p{EMod}))[\\uFE0F\\p{EMod}]?[\\u{E0020}-\\u{E007F}]*' +
  '(?:\\u200D\\p{ExtPict}[\\uFE0F\\p{EMod}]?)*)';
const UP_TO_THREE = new RegExp(`^\\s*${EMOJI}(?:\\s*${EMOJI}){0,2}\\s*$`, 'u');

/** Whether a text is one to three emoji and nothing else: they are shown large. Pure. */
export function isEmojiAlone(text: string): boolean {
  // Three of the longest; who sends more wrote something else.
  return text.length <= 100 && UP_TO_THREE.test(text);
}
