/** So many characters of a message stand in a notification: others may see the screen. */
const SHOWN_CHARACTERS = 120;

/** The browser's own notifications. */
export interface Notifier {
  /** Shows one; another tab's of the same `id` takes its place. */
  show(id: string, from: string, text: string): void;
  /** Takes the last one back: the visitor has seen what it tells. */
  clear(): void;
}

/** `onClick` is called with the page in front. */
export function createNotifier(onClick: () => void): Notifier {
  let last: Notification | undefined;

  function clear(): void {
    last?.close();
    last = undefined;
  }

  return {
    show(id, from, text) {
      if (!('Notification' in window) || Notification.permission !== 'granted') return;
      clear();
      try {
        const made = new Notification(from, { body: shortened(text), tag: id });
        made.onclick = () => {
          window.focus();
          clear();
          onClick();
        };
        last = made;
      } catch {
        // Chromium on Android has them for service workers alone, which a guest on the page has not.
      }
    },
    clear,
  };
}

/** Never in the middle of a character. Pure. */
function shortened(text: string): string {
  const characters = [...text];
  if (characters.length <= SHOWN_CHARACTERS) return text;
  return `${characters.slice(0, SHOWN_CHARACTERS - 1).join('')}…`;
}
