import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readableOn } from '../../protocol/index.ts';

/** WCAG 2.2's relative luminance, written anew: the widget's own is an approximation. */
function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

it('keeps text on every accent readable: at least 4.5 to 1', () => {
  const hex = fc
    .integer({ min: 0, max: 0xffffff })
    .map((n) => `#${n.toString(16).padStart(6, '0')}`);
  fc.assert(
    fc.property(hex, (colour) => {
      const light = luminance(colour) + 0.05;
      const contrast = readableOn(colour) === '#fff' ? 1.05 / light : light / 0.05;
      expect(contrast).toBeGreaterThanOrEqual(4.5);
    }),
    { seed: 3, numRuns: 5_000 },
  );
});
