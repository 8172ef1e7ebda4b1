import { attributeFault } from './check-attributes.ts';
import { trackFault } from './check-track.ts';
import { countCodePoints } from './count-code-points.ts';
import * as LIMITS from './limits.ts';
import type { BasketItem, Track, TrackProperties } from './types.ts';

/** A thing that a page says: its fields are looked at one by one. */
type Given = Readonly<Record<string, unknown>>;

/**
 * Makes of a page's `track(name, properties)` what the relay takes. Throws an Error whose sentence names the field and its limit, such
 * as `order.total must be a number from 0 to 1000000000000`.
 * @public
 */
export function readTrack(name: unknown, properties: unknown): Track {
  switch (name) {
    case 'order': {
      const order = objectIn(name, properties);
      const id = textIn('order.id', order.id, LIMITS.basketIdCodePoints);
      return whole({ kind: name, id, ...basketIn(name, order) });
    }
    case 'cart':
      return whole({ kind: name, ...basketIn(name, objectIn(name, properties)) });
    default:
      return whole({ kind: 'event', ...happeningIn('event', name, properties) });
  }
}

/**
 * Makes of a page's `goal(name, properties)` what the relay takes; throws as `readTrack`.
 * @public
 */
export function readGoal(name: unknown, properties: unknown): Track {
  return whole({ kind: 'goal', ...happeningIn('goal', name, properties) });
}

function whole(track: Track): Track {
  const fault = trackFault(track);
  if (fault) throw new Error(`${track.kind} ${fault}`);
  return track;
}

function basketIn(kind: 'order' | 'cart', given: Given) {
  const { total, currency, items = [] } = given;
  const code = `${currency}`.toUpperCase();
  if (!/^[A-Z]{3}$/.test(code))
    throw new Error(`${kind}.currency must be three letters (ISO 4217)`);
  if (!Array.isArray(items)) throw new Error(`${kind}.items must be a list`);
  if (items.length > LIMITS.basketItems) {
    throw new Error(`${kind}.items are ${items.length}, the limit is ${LIMITS.basketItems}`);
  }
  return {
    total: amountIn(`${kind}.total`, total),
    currency: code,
    items: items.map((item, index) => itemIn(`${kind}.items[${index}]`, item)),
  };
}

/** Shops say `id` or `sku`. */
function itemIn(place: string, given: unknown): BasketItem {
  const { id, sku = id, name, quantity = 1, price } = objectIn(place, given);
  if (typeof quantity !== 'number' || !(quantity > 0 && quantity <= LIMITS.quantity)) {
    throw new Error(`${place}.quantity must be a number above 0, at most ${LIMITS.quantity}`);
  }
  return {
    ...(sku !== undefined && { id: textIn(`${place}.id`, sku, LIMITS.basketIdCodePoints) }),
    name: textIn(`${place}.name`, name, LIMITS.nameCodePoints),
    quantity,
    ...(price !== undefined && { price: amountIn(`${place}.price`, price) }),
  };
}

function happeningIn(kind: 'event' | 'goal', name: unknown, properties: unknown) {
  return {
    name: textIn(`${kind}.name`, name, LIMITS.trackNameCodePoints),
    properties: propertiesIn(kind, properties ?? {}),
  };
}

function propertiesIn(kind: string, given: unknown): TrackProperties {
  const place = `${kind}.properties`;
  const said = Object.entries(objectIn(place, given)).filter(([, value]) => value != null);
  if (said.length > LIMITS.trackProperties) {
    throw new Error(`${place} are ${said.length}, the limit is ${LIMITS.trackProperties}`);
  }
  for (const [name, value] of said) {
    const fault = attributeFault(name, value);
    if (fault) throw new Error(`${place}.${name.slice(0, 64)} ${fault}`);
  }
  // What was passed is text, a number or a truth value.
  return Object.fromEntries(said) as TrackProperties;
}

function objectIn(place: string, given: unknown): Given {
  if (typeof given !== 'object' || given === null) throw new Error(`${place} must be an object`);
  return given as Given; // its fields are of unknown types
}

function amountIn(place: string, given: unknown): number {
  if (typeof given === 'number' && given >= 0 && given <= LIMITS.amount) return given;
  throw new Error(`${place} must be a number from 0 to ${LIMITS.amount}`);
}

/** Numbers are taken too, since shops number their orders. */
function textIn(place: string, given: unknown, most: number): string {
  const text = typeof given === 'number' ? `${given}` : given;
  const isRight =
    typeof text === 'string' &&
    text.trim() !== '' &&
    countCodePoints(text) <= most &&
    !text.includes('\u0000') &&
    text.isWellFormed();
  if (!isRight) throw new Error(`${place} must be text of 1 to ${most} characters`);
  return text;
}
