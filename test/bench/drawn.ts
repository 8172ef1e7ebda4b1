import { type Element, Window } from 'happy-dom';
import { textWidth } from '../../bench/report/svg-text.ts';

/** What a picture shows. Fonts are not measured here: a text is taken to be as wide as it may be at most. */
export interface Drawn {
  readonly width: number;
  readonly height: number;
  readonly texts: readonly Box[];
  /** Corners and ends of everything else. */
  readonly places: readonly (readonly [x: number, y: number])[];
  /** The text of all elements of this name. */
  read(name: string): string[];
}

export interface Box {
  readonly text: string;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** What XML does not allow and this parser lets pass: ampersands that begin no entity, and control characters. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the ones to be found
const STRAY = /&(?!(?:amp|lt|gt|quot);)|[\0-\x08\v\f\x0e-\x1f\ufffe\uffff]/;
const parser = new new Window().DOMParser();
const TITLE_SIZE = 16;
const TEXT_SIZE = 13;

/** Reads an SVG as the XML it must be; throws where it is none. */
export function readSvg(svg: string): Drawn {
  const page = parser.parseFromString(svg, 'image/svg+xml');
  const all = (name: string): Element[] => [...page.getElementsByTagName(name)];
  const [root] = all('svg');
  if (!root || all('parsererror').length > 0 || STRAY.test(svg))
    throw new Error(`not well-formed: ${svg}`);
  return {
    width: number(root, 'width'),
    height: number(root, 'height'),
    texts: all('text').map(boxOf),
    places: [
      ...all('rect').flatMap(cornersOf),
      ...all('circle').map((one) => [number(one, 'cx'), number(one, 'cy')] as const),
      ...all('line').flatMap((one) => [pair(one, 'x1', 'y1'), pair(one, 'x2', 'y2')]),
      ...all('polyline').flatMap(pointsOf),
    ],
    read: (name) => all(name).map(({ textContent }) => textContent),
  };
}

/** Pairs of texts that are drawn over one another. */
export function overlapping(texts: readonly Box[]): [string, string][] {
  return texts.flatMap((one, nth) =>
    texts
      .slice(nth + 1)
      .filter((other) => touches(one, other))
      .map((other): [string, string] => [one.text, other.text]),
  );
}

function touches(one: Box, other: Box): boolean {
  const across = one.left < other.right && other.left < one.right;
  return across && one.top < other.bottom && other.top < one.bottom;
}

function boxOf(element: Element): Box {
  const size = element.getAttribute('class') === 'title' ? TITLE_SIZE : TEXT_SIZE;
  const text = element.textContent;
  const width = textWidth(text, size);
  const [x, y] = pair(element, 'x', 'y');
  const before = { start: 0, middle: width / 2, end: width }[
    element.getAttribute('text-anchor') ?? 'start'
  ];
  const left = x - (before ?? Number.NaN);
  return { text, left, right: left + width, top: y - size * 0.75, bottom: y + size * 0.2 };
}

function cornersOf(rect: Element) {
  const [x, y] = pair(rect, 'x', 'y');
  return [[x, y] as const, [x + number(rect, 'width'), y + number(rect, 'height')] as const];
}

function pointsOf(polyline: Element): [number, number][] {
  const points = polyline.getAttribute('points') ?? '';
  return points
    .split(' ')
    .filter(Boolean)
    .map((point) => {
      const [x = Number.NaN, y = Number.NaN] = point.split(',').map(Number);
      return [x, y];
    });
}

function pair(element: Element, x: string, y: string): [number, number] {
  return [number(element, x), number(element, y)];
}

function number(element: Element, name: string): number {
  return Number(element.getAttribute(name) ?? Number.NaN);
}
