import { useEffect, useState } from 'preact/hooks';

/** Something on its way from the relay. */
export type Loaded<Value> =
  | { readonly name: 'loading' }
  | { readonly name: 'failed'; readonly reason: string }
  | { readonly name: 'there'; readonly value: Value };

/** Loads once, and again when `key` changes or `reload` is called. */
export function useLoaded<Value>(
  load: () => Promise<Value>,
  key: string = '',
): { loaded: Loaded<Value>; reload: () => void } {
  const [loaded, setLoaded] = useState<Loaded<Value>>({ name: 'loading' });
  const [round, setRound] = useState(0);
  useEffect(() => {
    let isWanted = true;
    load().then(
      (value) => isWanted && setLoaded({ name: 'there', value }),
      (error: Error) => isWanted && setLoaded({ name: 'failed', reason: error.message }),
    );
    return () => {
      isWanted = false;
    };
  }, [key, round]);
  return { loaded, reload: () => setRound((before) => before + 1) };
}
