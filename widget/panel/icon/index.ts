/** Drawings in the panel: those of its first load, in the form of an SVG path. */
export { Icon } from './icon.tsx';

export const CLOSE = 'M6 6l12 12M18 6 6 18';
export const MENU = 'M5 12h.01M12 12h.01M19 12h.01';
export const SEND = 'M12 19V5m-6 6 6-6 6 6';
export const EMOJI =
  'M21 12a9 9 0 1 1-18 0 9 9 0 0 1 18 0ZM8 14a4.5 4.5 0 0 0 8 0M9 9.5h0M15 9.5h0';
export const OFFLINE =
  'M4 4l16 16M2.5 9a14 14 0 0 1 5-3m4-1a14 14 0 0 1 10 4M6 13a9 9 0 0 1 5-2.5m5 1.5 2 1M12 19h.01';
