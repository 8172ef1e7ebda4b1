import { useEffect, useRef } from 'preact/hooks';

/**
 * Opens a dialog before all else for as long as it is there; gives back what closes it at once. The focus goes back to where it was, and
 * in a field to the same place of the text: browsers give back the focus, but Chromium not the cursor.
 */
export function useModal(dialog: { readonly current: HTMLDialogElement | null }): () => void {
  const giveBack = useRef<() => void>(() => undefined);
  function close(element: HTMLDialogElement | null) {
    element?.close();
    giveBack.current();
    giveBack.current = () => undefined;
  }
  useEffect(() => {
    const element = dialog.current;
    giveBack.current = rememberCursor(document.activeElement);
    element?.showModal();
    return () => close(element);
  }, [dialog]);
  return () => close(dialog.current);
}

function rememberCursor(element: Element | null): () => void {
  const isText = element instanceof HTMLTextAreaElement || element instanceof HTMLInputElement;
  if (!isText || element.selectionStart === null) return () => undefined;
  const { selectionStart, selectionEnd, value } = element;
  return () => {
    // Where the browser closed it, the next key may have come before we heard of it.
    if (document.activeElement !== element || element.value !== value) return;
    element.setSelectionRange(selectionStart, selectionEnd);
  };
}
