import { describe, expect, it } from 'vitest';
import { trackSchema } from '../../protocol/index.schema.ts';
import { readGoal, readTrack } from '../../protocol/later.ts';

const ORDER = { id: 1001, total: 102, currency: 'eur', items: [{ sku: 'pot', name: 'Teapot' }] };
const item = (one: object) => ['order', { ...ORDER, items: [one] }] as const;

describe('what a page tells', () => {
  it('becomes what the relay takes, with what shops leave out', () => {
    expect(readTrack('order', ORDER)).toEqual({
      kind: 'order',
      id: '1001',
      total: 102,
      currency: 'EUR',
      items: [{ id: 'pot', name: 'Teapot', quantity: 1 }],
    });
    expect(readTrack('cart', { total: 0, currency: 'JPY' })).toMatchObject({ items: [] });
    expect(readTrack('Looked', undefined)).toEqual({
      kind: 'event',
      name: 'Looked',
      properties: {},
    });
    expect(readGoal(7, { big: true, none: null, nor: undefined })).toEqual({
      kind: 'goal',
      name: '7',
      properties: { big: true },
    });
  });

  it('is taken by the relay up to its limits', () => {
    const most = {
      id: '𝄞'.repeat(64),
      total: 1e12,
      currency: 'XXX',
      items: Array.from({ length: 50 }, () => ({
        id: 'i'.repeat(64),
        name: '𝄞'.repeat(100),
        quantity: 1e6,
        price: 0,
      })),
    };
    const properties = Object.fromEntries(
      Array.from({ length: 20 }, (_, nth) => [`n${nth}`.padEnd(64, 'x'), '𝄞'.repeat(60)]),
    );
    const tracks = [readTrack('order', most), readTrack('cart', most)];
    const happenings = [readTrack('e'.repeat(64), properties), readGoal('g', properties)];
    for (const track of [...tracks, ...happenings]) {
      expect(trackSchema.parse(track)).toEqual(track);
      const frame = JSON.stringify({ type: 'track', track });
      expect(Buffer.byteLength(frame)).toBeLessThan(65_536);
    }
  });

  it.each([
    [['order', 'x'], 'order must be an object'],
    [['order', { ...ORDER, id: '' }], 'order.id must be text of 1 to 64 characters'],
    [['order', { ...ORDER, total: '102' }], 'order.total must be a number from 0 to 1000000000000'],
    [['cart', { total: 1 }], 'cart.currency must be three letters (ISO 4217)'],
    [['cart', { ...ORDER, items: {} }], 'cart.items must be a list'],
    [['cart', { ...ORDER, items: Array(51).fill({}) }], 'cart.items are 51, the limit is 50'],
    [item({ sku: 'x' }), 'order.items[0].name must be text of 1 to 100 characters'],
    [
      item({ name: 'x', quantity: 0 }),
      'order.items[0].quantity must be a number above 0, at most 1000000',
    ],
    [
      item({ name: 'x', price: -1 }),
      'order.items[0].price must be a number from 0 to 1000000000000',
    ],
    [['\ud800'], 'event.name must be text of 1 to 64 characters'],
    [[undefined], 'event.name must be text of 1 to 64 characters'],
    [
      ['e', { a: {} }],
      'event.properties.a must be text, a number, true or false, or null to remove it',
    ],
    [['e', Array(21).fill(1)], 'event.properties are 21, the limit is 20'],
    [['e', Array(20).fill('x'.repeat(200))], 'event is 4192 characters as JSON, the limit is 4000'],
    [
      [
        'cart',
        { ...ORDER, items: Array(50).fill({ sku: '"'.repeat(64), name: '\u0001'.repeat(100) }) },
      ],
      'cart is 38104 characters as JSON, the limit is 20000',
    ],
  ] as const)(
    'is refused with the field and the limit: %#',
    ([name, told]: readonly unknown[], sentence) => {
      expect(() => readTrack(name, told)).toThrow(sentence);
    },
  );
});
