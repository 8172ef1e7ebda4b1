import { makeStyleSheet } from '../../look/index.ts';

/**
 * Tells the style sheets how much of a phone's screen the keyboard leaves (iOS moves the page under it instead of
 * shrinking it). Gives back its end.
 */
export function fitToViewport(root: ShadowRoot): () => void {
  const { visualViewport } = window;
  if (!visualViewport) return () => undefined;
  const sheet = makeStyleSheet('');

  function follow(viewport: VisualViewport): void {
    const { height, offsetTop, scale } = viewport;
    // Zoomed in by the visitor: the panel keeps its size, so that they can look around in it.
    const isZoomed = scale > 1.01;
    sheet.replaceSync(
      isZoomed ? '' : `:host{--viewport-height:${height}px;--viewport-top:${offsetTop}px}`,
    );
  }

  const end = new AbortController();
  const { signal } = end;
  const onChange = () => follow(visualViewport);
  visualViewport.addEventListener('resize', onChange, { signal });
  visualViewport.addEventListener('scroll', onChange, { signal });
  // Read before the sheet is there: to read after a change of style would lay the page out once more.
  onChange();
  root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
  return () => end.abort();
}
