import { useEffect } from 'preact/hooks';

/** While it is due, the browser asks before it leaves the page for good. */
export function useUnloadQuestion(isDue: boolean): void {
  useEffect(() => {
    if (!isDue) return undefined;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    addEventListener('beforeunload', ask);
    return () => removeEventListener('beforeunload', ask);
  }, [isDue]);
}
