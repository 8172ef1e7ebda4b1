import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stripped } from '../../helpers/strip.ts';

const latin = (text: string) => Buffer.from(text, 'latin1');
const SECRET = 'Ada Example, 12 Home Street';

/** The parts that content is cut into, each after its size, with the empty one that ends them. */
function parts(content: Buffer, size = 255): Buffer {
  const cut: Buffer[] = [];
  for (let at = 0; at < content.length; at += size) {
    const part = content.subarray(at, at + size);
    cut.push(Buffer.of(part.length), part);
  }
  return Buffer.concat([...cut, Buffer.of(0)]);
}

function extension(label: number, content: Buffer): Buffer {
  return Buffer.concat([Buffer.of(0x21, label), content]);
}

const application = (name: string, content: Buffer) =>
  extension(0xff, Buffer.concat([Buffer.of(11), latin(name), content]));

/** XMP is not cut into parts: 258 bytes behind it lead a reader of parts to its end, wherever it comes from. */
const MAGIC = Buffer.from([1, ...Array.from({ length: 256 }, (_, index) => 255 - index), 0]);

const BESIDES = [
  extension(0xfe, parts(latin(SECRET))),
  application('XMP DataXMP', Buffer.concat([latin(`<x:xmpmeta>${SECRET}</x:xmpmeta>`), MAGIC])),
  application('MGK8BIM0000', parts(latin(SECRET.repeat(30)))),
  extension(0xff, parts(latin(SECRET), 5)),
  extension(0x77, parts(latin(SECRET))),
];
const LOOP = application('NETSCAPE2.0', parts(Buffer.of(1, 0, 0)));
const COLOURS = application('ICCRGBG1012', parts(latin('colours'.repeat(80))));
const CONTROL = extension(0xf9, parts(Buffer.of(4, 10, 0, 0)));

/** With a table of colours of its own, or without. */
function image(data: Buffer, hasTable = false): Buffer {
  const about = Buffer.of(0x2c, 0, 0, 0, 0, 4, 0, 3, 0, hasTable ? 0x81 : 0);
  const table = hasTable ? Buffer.alloc(12, 0x2c) : Buffer.alloc(0);
  return Buffer.concat([about, table, Buffer.of(2), parts(data)]);
}

/** The table of colours holds what looks like the beginning of blocks. */
function gif(...blocks: Buffer[]): Buffer {
  const head = latin('GIF89a\x04\0\x03\0\xf1\0\0');
  return Buffer.concat([head, Buffer.alloc(12, 0x21), ...blocks, Buffer.of(0x3b)]);
}

const DATA = latin(`\x21\xfe\x3b\x2c${'compressed'.repeat(60)}`);

describe('a GIF that is uploaded', () => {
  it('loses comments, XMP and what programs added, and what follows its end', async () => {
    const told = gif(...BESIDES, LOOP, CONTROL, image(DATA, true), ...BESIDES, image(DATA));
    const plain = gif(LOOP, CONTROL, image(DATA, true), image(DATA));
    expect(await stripped(Buffer.concat([told, latin(SECRET)]))).toEqual(plain);
  });

  it('keeps how often it is played, its times and its colours', async () => {
    const plain = gif(LOOP, COLOURS, CONTROL, image(DATA), CONTROL, image(DATA));
    expect(await stripped(plain)).toEqual(plain);
  });

  it('is the same however it comes in, and whatever is said between its images', async () => {
    const said = fc.constantFrom(...BESIDES);
    const shown = fc.oneof(
      fc.constantFrom(LOOP, COLOURS, CONTROL),
      fc
        .tuple(fc.uint8Array({ minLength: 1, maxLength: 700 }), fc.boolean())
        .map(([data, hasTable]) => image(Buffer.from(data), hasTable)),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.boolean(), said, shown), { maxLength: 6 }),
        fc.integer({ min: 1, max: 900 }),
        async (blocks, size) => {
          const told = blocks.flatMap(([isTold, one, other]) => (isTold ? [one, other] : [other]));
          const plain = gif(...blocks.map(([, , other]) => other));
          expect(await stripped(gif(...told), size)).toEqual(plain);
        },
      ),
      { seed: 20_261_129, numRuns: 150 },
    );
  });

  it('passes as it is from where it is no longer understood, and never grows', async () => {
    const odd = Buffer.concat([gif(LOOP).subarray(0, -1), latin(`\x42${SECRET}`)]);
    expect(await stripped(odd)).toEqual(odd);
    const flaw = fc.record({ at: fc.nat(600), byte: fc.nat(255) });
    await fc.assert(
      fc.asyncProperty(fc.array(flaw, { maxLength: 5 }), fc.nat(200), async (flaws, cut) => {
        const whole = gif(...BESIDES, LOOP, image(DATA));
        const broken = Buffer.from(whole.subarray(0, whole.length - cut));
        for (const { at, byte } of flaws) broken[6 + at] = byte;
        expect((await stripped(broken)).length).toBeLessThanOrEqual(broken.length);
      }),
      { seed: 20_261_129, numRuns: 200 },
    );
  });
});
