/** The console's icons, drawn on a grid of 24; they say nothing to a screen reader, the words beside them do. */
const PATHS = {
  back: 'M15 5l-7 7 7 7',
  inbox: 'M4 13l2-8h12l2 8v6H4zM4 13h5l1 2h4l1-2h5',
  archive: 'M3 4h18v5H3zM5 9v11h14V9M10 13h4',
  sites: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM3 12h18M12 3c3 3 3 15 0 18M12 3c-3 3-3 15 0 18',
  operators:
    'M9 11a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM2 21c0-4 3-7 7-7s7 3 7 7M16 4a4 4 0 0 1 0 7M22 21c0-3-1.500-5.500-4-6.500',
  groups:
    'M8 12a3 3 0 1 0 0-6 3 3 0 0 0 0 6zM16 12a3 3 0 1 0 0-6 3 3 0 0 0 0 6zM2 20c0-3 2.700-5 6-5s6 2 6 5M14 15.500c.6-.3 1.300-.5 2-.5 3.300 0 6 2 6 5',
  addons: 'M10 3v4M14 3v4M7 7h10v5a5 5 0 0 1-10 0zM12 17v4',
  send: 'M4 12l16-8-6 16-3-6z',
  attach: 'M20 11l-8.5 8.5a5 5 0 0 1-7-7L13 4a3.5 3.5 0 0 1 5 5l-8.5 8.5a2 2 0 0 1-3-3L14 7',
  check: 'M5 12l5 5 9-10',
  verified: 'M12 3l7 3v5c0 5-3 8.500-7 10-4-1.500-7-5-7-10V6zM8.500 12l2.500 2.500 4.500-5',
  close: 'M6 6l12 12M18 6L6 18',
  find: 'M10.5 17a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13zM20 20l-4.900-4.900',
  tag: 'M4 4h8l8 8-8 8-8-8zM8 8v.01',
  replies: 'M4 5h16v11H9l-5 4zM8 9h8M8 12h5',
  macro: 'M13 3L5 14h6l-1 7 8-11h-6z',
  visitors:
    'M2 12c3-5 6.500-7 10-7s7 2 10 7c-3 5-6.500 7-10 7s-7-2-10-7zM12 15a3 3 0 1 0 0-6 3 3 0 0 0 0 6z',
  up: 'M6 15l6-6 6 6',
  down: 'M6 9l6 6 6-6',
  more: 'M5 12h.01M12 12h.01M19 12h.01',
  eye: 'M2 12s4-7 10-7 10 7 10 7-4 7-10 7S2 12 2 12zM12 9a3 3 0 1 0 0 6 3 3 0 0 0 0-6z',
  ban: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM5.600 5.600l12.800 12.800',
  emoji: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM8 14a4.500 4.500 0 0 0 8 0M9 9.500h.01M15 9.500h.01',
  quote: 'M9 7H5v5h4zM9 7v4c0 3-1 5-4 6M19 7h-4v5h4zM19 7v4c0 3-1 5-4 6',
  copy: 'M9 9h11v11H9zM5 15H4V4h11v1',
  menu: 'M4 7h16M4 12h16M4 17h16',
} as const;

type IconName = keyof typeof PATHS;

/** Those that point somewhere in the order of reading. */
const TURNING: readonly IconName[] = ['back', 'send', 'quote'];

export function Icon({ name }: { name: IconName }) {
  return (
    <svg
      class={TURNING.includes(name) ? 'icon turning' : 'icon'}
      viewBox="0 0 24 24"
      width="20"
      height="20"
      aria-hidden="true"
    >
      <path d={PATHS[name]} />
    </svg>
  );
}
