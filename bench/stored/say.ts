const VOCABULARY = 20_000;
const WORDS = 12;
/** One message in so many holds the rare word. */
const RARE_EVERY = 5_000;

/** Words that are in every second message, in one of five thousand, and in none. */
export const PROBES = { common: 'hello', rare: 'zebrafish', absent: 'nothing' } as const;

/** Makes what people say: about a dozen words, as common as in speech, about; and the probes. `nth` counts the messages. */
export type Say = (nth: number) => string;

export function createSay(random: () => number): Say {
  const vocabulary = Array.from({ length: VOCABULARY }, () => newWord(random));
  // The third power makes few words common and most rare.
  const word = () => vocabulary[Math.floor(VOCABULARY * random() ** 3)];
  return (nth) => {
    const words = Array.from({ length: WORDS }, word);
    if (nth % 2 === 0) words.push(PROBES.common);
    if (isRare(nth)) words.push(PROBES.rare);
    return words.join(' ');
  };
}

/** Whether the message of this number holds the rare word. */
export function isRare(nth: number): boolean {
  return nth % RARE_EVERY === 7;
}

function newWord(random: () => number): string {
  const letter = () => String.fromCharCode(97 + Math.floor(random() * 26));
  return Array.from({ length: 3 + Math.floor(random() * 8) }, letter).join('');
}
