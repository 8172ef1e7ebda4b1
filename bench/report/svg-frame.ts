import { escapeXml, LINE_HEIGHT, wrapText } from './svg-text.ts';

/** Pixels. */
export const WIDTH = 720;
export const PADDING = 20;
export const TEXT_SIZE = 13;
const TITLE_SIZE = 16;

/** Of the parts of a chart; each has 3 : 1 or more against the ground, in light and in dark. */
const STYLE = `
  svg { color-scheme: light dark; font: ${TEXT_SIZE}px system-ui, sans-serif; }
  .ground { fill: #ffffff; stroke: #d1d9e0; }
  text { fill: #1f2328; }
  .title { font-size: ${TITLE_SIZE}px; font-weight: 600; }
  .quiet { fill: #59636e; }
  .grid { stroke: #d1d9e0; }
  .axis { stroke: #59636e; }
  .whisker { stroke: #1f2328; stroke-width: 1.5; }
  .bar { fill: #818b98; }
  .bar.ours { fill: #0969da; }
  .line { fill: none; stroke-width: 2; stroke: var(--hue); }
  .line.ours { stroke-width: 3.5; }
  .dot { fill: var(--hue); }
  .hue-0 { --hue: #0969da; } .hue-1 { --hue: #bc4c00; } .hue-2 { --hue: #1a7f37; }
  .hue-3 { --hue: #8250df; } .hue-4 { --hue: #59636e; } .hue-5 { --hue: #bf3989; }
  @media (prefers-color-scheme: dark) {
    .ground { fill: #0d1117; stroke: #3d444d; }
    text { fill: #f0f6fc; }
    .quiet { fill: #9198a1; }
    .grid { stroke: #3d444d; }
    .axis { stroke: #9198a1; }
    .whisker { stroke: #f0f6fc; }
    .bar { fill: #656c76; }
    .bar.ours { fill: #1f6feb; }
    .hue-0 { --hue: #4493f8; } .hue-1 { --hue: #f0883e; } .hue-2 { --hue: #3fb950; }
    .hue-3 { --hue: #ab7df8; } .hue-4 { --hue: #9198a1; } .hue-5 { --hue: #db61a2; }
  }
`;

/** A part of a drawing, and where the next one below it may begin. */
export interface Part {
  readonly svg: string;
  readonly bottom: number;
}

/** The whole picture: on a ground of its own, named and described for those who do not see it. */
export function frame(title: string, description: string, { svg, bottom }: Part): string {
  const height = round(bottom + PADDING);
  return `<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-labelledby="title desc" width="${WIDTH}" height="${height}" viewBox="0 0 ${WIDTH} ${height}">
<title id="title">${escapeXml(title)}</title>
<desc id="desc">${escapeXml(description)}</desc>
<style>${STYLE}</style>
<rect class="ground" x="0.5" y="0.5" width="${WIDTH - 1}" height="${height - 1}" rx="6"/>
${svg}
</svg>
`;
}

/** The title and, more quietly, the unit below it. */
export function heading(title: string, unit: string): Part {
  const top = textBlock(title, PADDING, TITLE_SIZE, 'title');
  const below = textBlock(unit, top.bottom, TEXT_SIZE, 'quiet');
  return { svg: `${top.svg}\n${below.svg}`, bottom: below.bottom + 10 };
}

/** A text from the left edge, or from `left`, in as many lines as it needs. */
export function textBlock(
  content: string,
  top: number,
  size: number,
  kind: string,
  left: number = PADDING,
): Part {
  const lines = wrapText(content, WIDTH - PADDING - left, size);
  const svg = lines.map((line, nth) =>
    text(line, left, top + (nth + 0.75) * size * LINE_HEIGHT, kind),
  );
  return { svg: svg.join('\n'), bottom: top + lines.length * size * LINE_HEIGHT };
}

/** One line of text; `y` is its base line. */
export function text(
  content: string,
  x: number,
  y: number,
  kind: string,
  anchor: 'start' | 'middle' | 'end' = 'start',
): string {
  const where = `x="${round(x)}" y="${round(y)}" text-anchor="${anchor}"`;
  return `<text class="${kind}" ${where}>${escapeXml(content)}</text>`;
}

/** A straight line; `attributes` as XML. */
export function stroke(
  attributes: string,
  [x1, y1]: readonly [x: number, y: number],
  [x2, y2]: readonly [x: number, y: number],
): string {
  return `<line ${attributes} x1="${round(x1)}" y1="${round(y1)}" x2="${round(x2)}" y2="${round(y2)}"/>`;
}

/** A tenth of a pixel is enough, and keeps the files small. */
export function round(pixels: number): number {
  return Math.round(pixels * 10) / 10;
}
