/** Whoever asks waits no longer; a server this slow is as good as away. */
const ANSWERS_WITHIN_MS = 500;
/** Beyond so many questions without an answer nobody asks another. */
const MOST_QUESTIONS = 2_000;

/** Asks a question, and answers it otherwise where that fails or takes too long. Never rejects. */
export type Ask = <T>(question: () => Promise<T>, otherwise: () => T) => Promise<T>;

export function createAsk(): Ask {
  let open = 0;
  return (question, otherwise) => {
    if (open >= MOST_QUESTIONS) return Promise.resolve(otherwise());
    open += 1;
    return new Promise((resolve) => {
      const giveUp = (): void => resolve(otherwise());
      const timer = setTimeout(giveUp, ANSWERS_WITHIN_MS);
      const settle = (): void => {
        clearTimeout(timer);
        open -= 1;
      };
      question().then(resolve, giveUp).finally(settle);
    });
  };
}
