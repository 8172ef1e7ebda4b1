const TWO_TICKS = 'm2 12.5 5 5 9-11m-4 11 1 1 9-12';

const SHAPES = {
  close: 'M6 6l12 12M18 6 6 18',
  menu: 'M5 12h.01M12 12h.01M19 12h.01',
  send: 'M12 19V5m-6 6 6-6 6 6',
  down: 'm6 9 6 6 6-6',
  sending: 'M12 7v5l3 2m6-2a9 9 0 1 1-18 0 9 9 0 0 1 18 0Z',
  sent: 'm5 12.5 5 5 9-11',
  delivered: TWO_TICKS,
  seen: TWO_TICKS,
  warning: 'M12 8v5m0 3.5v.01M12 3 2.5 20h19L12 3Z',
  offline:
    'M4 4l16 16M2.5 9a14 14 0 0 1 5-3m4-1a14 14 0 0 1 10 4M6 13a9 9 0 0 1 5-2.5m5 1.5 2 1M12 19h.01',
} as const;

/** A drawing beside words; it has no name of its own. */
export function Icon({ name }: { readonly name: keyof typeof SHAPES }) {
  return (
    <svg class="icon" viewBox="0 0 24 24" aria-hidden="true">
      <path d={SHAPES[name]} />
    </svg>
  );
}
