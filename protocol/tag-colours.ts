/**
 * What a tag may be coloured; the console has a light and a dark look of each, with enough contrast.
 * @public
 */
export const TAG_COLOURS = [
  'grey',
  'red',
  'orange',
  'yellow',
  'green',
  'teal',
  'blue',
  'purple',
  'pink',
] as const;
