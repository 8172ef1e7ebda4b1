/** A style sheet made by script: it passes a Content-Security-Policy that forbids inline styles. */
export function makeStyleSheet(css: string): CSSStyleSheet {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  return sheet;
}
