/** A style sheet made by script: it passes a Content-Security-Policy that forbids inline styles. */
export function makeStyleSheet(css: string): CSSStyleSheet {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  return sheet;
}

/** The accent, `#rrggbb`, and what is readable on it, for everything below `:host`. */
export function accentCss(colour: string): string {
  return `:host{--accent:${colour};--on-accent:${readableOn(colour)}}`;
}

/** Black or white, whichever stands out more; its contrast is at least 4.5 to 1 on every colour. Pure. */
export function readableOn(colour: string): '#000' | '#fff' {
  const light = [0.2126, 0.7152, 0.0722].reduce((sum, weight, index) => {
    const part = Number(`0x${colour.slice(index * 2 + 1, index * 2 + 3)}`) / 255;
    return sum + weight * part ** 2.2;
  }, 0);
  // Where the contrasts of WCAG 2.2, (1 + 0.05) / (light + 0.05) and (light + 0.05) / 0.05, meet.
  return light > 0.179 ? '#000' : '#fff';
}
