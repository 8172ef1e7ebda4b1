/** A thumb beside its word; it has no name of its own. */
export function Thumb({ isUp }: { readonly isUp: boolean }) {
  return (
    <svg class={isUp ? 'icon' : 'icon down'} viewBox="0 0 24 24" aria-hidden="true">
      <path d="M7 11v9H4v-9h3Zm0 0 4-8a2.5 2.5 0 0 1 2.5 2.5V9h5a2 2 0 0 1 2 2.3l-1.1 7a2 2 0 0 1-2 1.7H7" />
    </svg>
  );
}
