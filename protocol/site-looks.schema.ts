import { z } from 'zod';
import { textSchema } from './text.schema.ts';

/** The hash of a picture that the relay keeps: see POST /api/v1/pictures. */
export const pictureIdSchema = z
  .string()
  .regex(/^[0-9a-f]{32}$/, 'must be the id of a picture')
  .brand<'PictureId'>();

export const colourSchema = z.string().refine((colour) => /^#[0-9a-f]{6}$/i.test(colour), {
  error: 'must be a colour such as #4f46e5',
  params: { fault: 'colour' },
});

function wholeNumber(least: number, most: number) {
  const error = `must be a whole number from ${least} to ${most}`;
  return z.int(error).min(least, error).max(most, error).optional();
}

/** In CSS pixels: lower than that there is no room to chat in. */
const LEAST_HEIGHT = 320;

/**
 * What a site's widget looks like beside its colour; docs/LOOKS.md says it in a table. What is not set is as the widget's style
 * sheets have it, and costs no page view a byte.
 */
export const siteLooksSchema = z.strictObject({
  /** `auto`, the default, follows the visitor's system. */
  scheme: z.enum(['auto', 'light', 'dark']).optional(),
  /** The corner at the bottom: at the `end` of a line (the default) or at its `start`. */
  position: z.enum(['end', 'start']).optional(),
  /** From the page's edge, in CSS pixels; 20. */
  x: wholeNumber(0, 999),
  y: wholeNumber(0, 999),
  /** Of the panel, in CSS pixels; 392 and 660, and never more than the window has. */
  width: wholeNumber(200, 999),
  height: wholeNumber(LEAST_HEIGHT, 999),
  /** The panel's corners, in CSS pixels; 22. */
  radius: wholeNumber(0, 99),
  /** The z-index among what else stands on the page; 2147480000. */
  layer: wholeNumber(0, 2_147_483_647),
  /** `attended`: while somebody is there, or the visitor has a chat. `hidden`: the page opens the chat itself. */
  launcher: z.enum(['shown', 'attended', 'hidden']).optional(),
  /** Stands for the word "Chat" at the panel's head. */
  title: textSchema(60).optional(),
  logo: pictureIdSchema.optional(),
  /** Operators are shown with their photos. */
  photos: z.boolean().optional(),
});

/** Looks as they were stored: a panel that was set lower than may be set now has the least height. */
export const storedLooksSchema = siteLooksSchema.extend({
  height: z
    .int()
    .transform((height) => Math.max(height, LEAST_HEIGHT))
    .optional(),
});
