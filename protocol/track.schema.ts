import { z } from 'zod';
import { attributeFault } from './check-attributes.ts';
import { trackFault } from './check-track.ts';
import * as LIMITS from './limits.ts';
import { textSchema } from './text.schema.ts';

const amountSchema = z.number().min(0).max(LIMITS.amount);
const trackNameSchema = textSchema(LIMITS.trackNameCodePoints);

/** A thing in an order or a cart; `price` is that of one of them. */
export const basketItemSchema = z.strictObject({
  id: textSchema(LIMITS.basketIdCodePoints).optional(),
  name: textSchema(LIMITS.nameCodePoints),
  quantity: z.number().positive().max(LIMITS.quantity),
  price: amountSchema.optional(),
});

const basket = {
  total: amountSchema,
  /** ISO 4217. */
  currency: z.string().regex(/^[A-Z]{3}$/, 'must be three capital letters (ISO 4217)'),
  items: z.array(basketItemSchema).max(LIMITS.basketItems),
};

/** More of an event or a goal: flat, and as the page says it. */
export const trackPropertiesSchema = z
  .record(z.string(), z.union([z.string(), z.number(), z.boolean()]))
  .superRefine((properties, context) => {
    const { length } = Object.keys(properties);
    if (length > LIMITS.trackProperties) {
      const message = `are ${length}, the limit is ${LIMITS.trackProperties}`;
      context.addIssue({ code: 'custom', message });
    }
    for (const [name, value] of Object.entries(properties)) {
      const fault = attributeFault(name, value);
      if (fault) context.addIssue({ code: 'custom', message: fault, path: [name.slice(0, 64)] });
    }
  });

/**
 * What the visitor did, by the page's word. An `order` is known by its id: told again it replaces what was told before. A `cart` is the
 * present one; one without items and total is none.
 */
export const trackSchema = z
  .discriminatedUnion('kind', [
    z.strictObject({
      kind: z.literal('order'),
      id: textSchema(LIMITS.basketIdCodePoints),
      ...basket,
    }),
    z.strictObject({ kind: z.literal('cart'), ...basket }),
    z.strictObject({
      kind: z.literal('event'),
      name: trackNameSchema,
      properties: trackPropertiesSchema,
    }),
    z.strictObject({
      kind: z.literal('goal'),
      name: trackNameSchema,
      properties: trackPropertiesSchema,
    }),
  ])
  .superRefine((track, context) => {
    const fault = trackFault(track);
    if (fault) context.addIssue({ code: 'custom', message: fault });
  });

/** Tells what the visitor did; the relay answers only where it refuses it. */
export const trackFrameSchema = z.strictObject({ type: z.literal('track'), track: trackSchema });

const at = { at: z.int() };
const happeningSchema = z.strictObject({
  name: z.string(),
  properties: trackPropertiesSchema,
  ...at,
});

/** What pages told of a visitor, as operators see it; the newest first. `at`: when the relay heard of it, of an order first. */
export const visitorTracksSchema = z.strictObject({
  orders: z.array(z.strictObject({ id: z.string(), ...basket, ...at })),
  /** Null where none is known, or it is empty. */
  cart: z.strictObject({ ...basket, ...at }).nullable(),
  events: z.array(happeningSchema),
  goals: z.array(happeningSchema),
});
