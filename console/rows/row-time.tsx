import { dayAndTime, timeOrDay } from '../text/index.ts';

/** How long ago something was. As time passes it is drawn anew without its row: a thousand rows at once would hold up the screen. */
export function RowTime({ at }: { at: number }) {
  return (
    <time class="muted small" title={dayAndTime(at)}>
      {timeOrDay(at)}
    </time>
  );
}
