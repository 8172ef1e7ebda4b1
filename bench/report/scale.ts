/** An axis: where a figure is drawn, and which figures are written beside it. */
export interface Scale {
  /** In pixels; what lies outside is drawn at the end. */
  at(value: number): number;
  readonly ticks: readonly number[];
}

const TICKS = 6;
/** Figures that differ by less than this share of them are drawn as one: their ticks would read the same. */
const FINEST = 1e-4;
/** Of so many powers of ten at most, 2 and 5 are written too. */
const FEW_DECADES = 2;

/** Even steps of 1, 2 or 5 times a power of ten over all values, which must be finite; `from` and `to` in pixels. */
export function linearScale(values: readonly number[], from: number, to: number): Scale {
  const least = Math.min(...values);
  const most = Math.max(...values);
  const size = Math.max(Math.abs(least), Math.abs(most));
  const step = niceStep(Math.max(most - least || size || 1, size * FINEST) / TICKS);
  const first = Math.floor(least / step);
  const last = Math.max(Math.ceil(most / step), first + 1);
  const ticks = Array.from({ length: last - first + 1 }, (_, nth) => (first + nth) * step);
  return { ticks, at: between(first * step, last * step, from, to) };
}

/** Powers of ten over all values, which must be above 0. */
export function logarithmicScale(values: readonly number[], from: number, to: number): Scale {
  const first = Math.floor(Math.log10(Math.min(...values)));
  const decades = Math.max(1, Math.ceil(Math.log10(Math.max(...values))) - first);
  const stride = Math.ceil(decades / TICKS);
  const strides = Math.ceil(decades / stride);
  const last = first + stride * strides;
  const powers = Array.from({ length: strides + 1 }, (_, nth) => 10 ** (first + nth * stride));
  const inner =
    decades <= FEW_DECADES ? powers.slice(0, -1).flatMap((one) => [2 * one, 5 * one]) : [];
  const place = between(first, last, from, to);
  return {
    ticks: [...powers, ...inner].sort((one, other) => one - other),
    at: (value) => place(Math.log10(value)),
  };
}

function niceStep(atLeast: number): number {
  const power = 10 ** Math.floor(Math.log10(atLeast));
  const factor = [1, 2, 5].find((one) => one * power >= atLeast) ?? 10;
  return factor * power;
}

function between(least: number, most: number, from: number, to: number) {
  return (value: number): number => {
    const share = Math.min(1, Math.max(0, (value - least) / (most - least)));
    return from + share * (to - from);
  };
}
