import { readGoal, readTrack } from '../../protocol/later.ts';
import { type AllTold, complain, type Emit, type Telling } from '../loader/index.ts';
import { rightAttributes } from './right-attributes.ts';

/** Of what was done so much waits for a line, the last of it: less than the relay takes in one go. */
const MOST_TRACKS = 20;

interface Keeping {
  readonly told: AllTold;
  readonly emit: Emit;
}

export function isKeeping(given: object): given is Keeping {
  return 'told' in given;
}

/**
 * Makes of what a page tells of its visitor what the relay is to be told; what is wrong costs a line in the page's console. What was
 * taken back meanwhile, since its visitor is another one, is not there any more.
 */
export function keepTold({ told, emit }: Keeping): void {
  for (const one of [...told]) {
    if ('kind' in one) continue;
    told.splice(told.indexOf(one), 1);
    if ('setAttributes' in one) keepAttributes(told, one.setAttributes);
    else keepTrack(told, one);
  }
  emit('told', undefined);
}

/** They are one entry, and the last word counts. */
function keepAttributes(told: AllTold, said: unknown): void {
  const before = told.findIndex((one) => 'kind' in one && one.kind === 'attributes');
  const [known] = before < 0 ? [] : told.splice(before, 1);
  const earlier = known && 'attributes' in known ? known.attributes : {};
  told.push({ kind: 'attributes', attributes: { ...earlier, ...rightAttributes(said) } });
}

function keepTrack(told: AllTold, given: Exclude<Telling, { setAttributes: unknown }>): void {
  try {
    told.push(
      'track' in given
        ? readTrack(...argumentsOf(given.track))
        : readGoal(...argumentsOf(given.goal)),
    );
  } catch (error) {
    // What the two throw are errors, with a sentence for the page's developer.
    complain((error as Error).message);
  }
  const tracks = told.filter((one) => 'kind' in one && one.kind !== 'attributes');
  const [oldest] = tracks;
  if (oldest && tracks.length > MOST_TRACKS) told.splice(told.indexOf(oldest), 1);
}

function argumentsOf([name, properties]: readonly unknown[]): [unknown, unknown] {
  return [name, properties];
}
