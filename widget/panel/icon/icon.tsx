/** A drawing beside words, on a field of 24 by 24; it has no name of its own. */
export function Icon({ shape }: { readonly shape: string }) {
  return (
    <svg class="icon" viewBox="0 0 24 24" aria-hidden="true">
      <path d={shape} />
    </svg>
  );
}
