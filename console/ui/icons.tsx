/** The console's icons, drawn on a grid of 24; they say nothing to a screen reader, the words beside them do. */
const PATHS = {
  back: 'M15 5l-7 7 7 7',
  inbox: 'M4 13l2-8h12l2 8v6H4zM4 13h5l1 2h4l1-2h5',
  sites: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM3 12h18M12 3c3 3 3 15 0 18M12 3c-3 3-3 15 0 18',
  operators:
    'M9 11a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM2 21c0-4 3-7 7-7s7 3 7 7M16 4a4 4 0 0 1 0 7M22 21c0-3-1.500-5.500-4-6.500',
  addons: 'M10 3v4M14 3v4M7 7h10v5a5 5 0 0 1-10 0zM12 17v4',
  send: 'M4 12l16-8-6 16-3-6z',
  menu: 'M4 7h16M4 12h16M4 17h16',
} as const;

export function Icon({ name }: { name: keyof typeof PATHS }) {
  return (
    <svg class="icon" viewBox="0 0 24 24" width="20" height="20" aria-hidden="true">
      <path d={PATHS[name]} />
    </svg>
  );
}
