import { useEffect } from 'preact/hooks';
import { filesIn } from '../../../client/later.ts';

/** What the visitor does with files in the panel. */
export interface GivenHandlers {
  /** Pasted or dropped: they are to be sent. */
  readonly onFiles: (files: readonly File[]) => void;
  /** Whether files are held over the panel; told again and again while they are. */
  readonly onHeld: (isHeld: boolean) => void;
}

/** Hears of files that are pasted into the panel, held over it or dropped on it; the browser leaves them alone then. */
export function useGiven(root: ShadowRoot, { onFiles, onHeld }: GivenHandlers): void {
  useEffect(() => {
    const end = new AbortController();
    const { signal } = end;
    const take = (event: DragEvent | ClipboardEvent): void => {
      const files = filesIn(event);
      if (!files) return;
      const isHeld = event.type === 'dragover';
      onHeld(isHeld);
      if (!isHeld) onFiles(files);
    };
    const panel = root.querySelector<HTMLElement>('.panel');
    panel?.addEventListener('paste', take, { signal });
    panel?.addEventListener('dragover', take, { signal });
    panel?.addEventListener('drop', take, { signal });
    return () => end.abort();
  }, [root, onFiles, onHeld]);
}
