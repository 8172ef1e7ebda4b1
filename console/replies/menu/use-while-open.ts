import { useEffect, useRef } from 'preact/hooks';

interface Acts {
  /** The caret may stand elsewhere. */
  readonly follow: () => void;
  readonly close: () => void;
}

/** While the menu is open: follows the caret, and closes once somebody points at anything but the composer. */
export function useWhileOpen(isOpen: boolean, acts: Acts): void {
  const latest = useRef(acts);
  latest.current = acts;
  useEffect(() => {
    if (!isOpen) return undefined;
    const follow = () => latest.current.follow();
    const look = ({ target }: PointerEvent) => {
      if (!(target instanceof Element && target.closest('.composer'))) latest.current.close();
    };
    document.addEventListener('selectionchange', follow);
    addEventListener('pointerdown', look);
    return () => {
      document.removeEventListener('selectionchange', follow);
      removeEventListener('pointerdown', look);
    };
  }, [isOpen]);
}
