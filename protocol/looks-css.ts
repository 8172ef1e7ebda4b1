/** What of a site's looks the launcher is drawn by. */
interface Looked {
  /** `#rrggbb` */
  readonly colour: string;
  readonly position?: 'end' | 'start' | undefined;
}

/**
 * The looks as custom properties for everything below `:host`: the accent with what is readable on it, the side, and every
 * number under its own name, so that a new one needs no code here. A page's own `counterbell-widget { --x: 40 }` wins over them.
 * All of them were checked before: what is a number here is digits. Pure.
 */
export function looksCss(looks: Looked): string {
  const { colour, position = 'end' } = looks;
  const numbers = Object.entries(looks).filter(([, value]) => /^\d+$/.test(`${value}`));
  return `:host{${[
    `--accent:${colour}`,
    `--on-accent:${readableOn(colour)}`,
    `--${position}:calc(var(--x,20)*1px)`,
    ...numbers.map(([name, value]) => `--${name}:${value}`),
  ].join(';')}}`;
}

/** Black or white, whichever stands out more; its contrast is at least 4.5 to 1 on every colour, `#rrggbb`. Pure. */
export function readableOn(colour: string): '#000' | '#fff' {
  const light = [0.2126, 0.7152, 0.0722].reduce((sum, weight, index) => {
    const part = Number(`0x${colour.slice(index * 2 + 1, index * 2 + 3)}`) / 255;
    return sum + weight * part ** 2.2;
  }, 0);
  // Where the contrasts of WCAG 2.2, (1 + 0.05) / (light + 0.05) and (light + 0.05) / 0.05, meet.
  return light > 0.179 ? '#000' : '#fff';
}
