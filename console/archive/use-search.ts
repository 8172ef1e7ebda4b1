import { useEffect, useState } from 'preact/hooks';
import type { SearchAnswer } from '../../protocol/index.ts';
import { api } from '../api.ts';
import type { NotThere } from './not-there-yet.tsx';

/** What is typed in one go is asked for once. */
const DELAY_MS = 200;

/** How far the search for what is typed is; what was found last stays until the next is there. */
export type Found =
  | NotThere
  | { readonly name: 'there'; readonly asked: string; readonly answer: SearchAnswer };

/** The inbox's search. */
export interface Search {
  /** As typed. */
  readonly text: string;
  /** Whether results stand in the place of the lists. */
  readonly isOn: boolean;
  readonly found: Found;
  /** Whether what was found is what is typed now. */
  readonly isCurrent: boolean;
  setText(text: string): void;
  /** Asks once more for the same. */
  again(): void;
  /** Adds the next page. */
  more(): void;
}

/** Asks the relay while somebody types; an answer that comes too late is dropped. */
export function useSearch(): Search {
  const [text, setText] = useState('');
  const [found, setFound] = useState<Found>({ name: 'searching' });
  const [round, setRound] = useState(0);
  const asked = text.trim();

  useEffect(() => {
    if (!/[\p{L}\p{N}]/u.test(asked)) {
      setFound(asked === '' ? { name: 'searching' } : { name: 'no-words' });
      return undefined;
    }
    setFound((before) => (hasHits(before) ? before : { name: 'searching' }));
    let isWanted = true;
    const timer = setTimeout(() => {
      api.search(asked).then(
        (answer) => isWanted && setFound({ name: 'there', asked, answer }),
        (error: Error) => isWanted && setFound({ name: 'failed', reason: error.message }),
      );
    }, DELAY_MS);
    return () => {
      isWanted = false;
      clearTimeout(timer);
    };
  }, [asked, round]);

  function more(): void {
    if (found.name !== 'there' || found.answer.next === null) return;
    const { answer } = found;
    api.search(asked, {}, found.answer.next).then(
      ({ hits, next }) =>
        setFound((now) =>
          now.name === 'there' && now.answer === answer
            ? { name: 'there', asked, answer: { hits: [...answer.hits, ...hits], next } }
            : now,
        ),
      (error: Error) => setFound({ name: 'failed', reason: error.message }),
    );
  }

  const again = (): void => setRound((before) => before + 1);
  const isCurrent = found.name === 'there' && found.asked === asked;
  return { text, isOn: asked !== '', found, isCurrent, setText, again, more };
}

function hasHits(found: Found): boolean {
  return found.name === 'there' && found.answer.hits.length > 0;
}
