/** Puts the number of unread messages on the launcher; gives back its setter. `label` is what the launcher is called then. */
export function drawBadge(button: HTMLButtonElement): (count: number, label: string) => void {
  const badge = document.createElement('b');
  badge.className = 'badge';
  badge.hidden = true;
  button.append(badge);
  return (count, label) => {
    badge.hidden = count === 0;
    badge.textContent = `${count}`;
    button.ariaLabel = label;
  };
}
