import { readGoal, readTrack } from '../../protocol/later.ts';
import { complain, type Emit, type Telling, type Told } from '../loader/index.ts';
import { rightAttributes } from './right-attributes.ts';

/** Of what was done so much waits for a line, the last of it: less than the relay takes in one go. */
const MOST_TRACKS = 20;

type Keeping = Telling & { readonly told: Told[]; readonly emit: Emit };

export function isTelling(given: object): given is Keeping {
  return 'told' in given;
}

/** Adds what a page tells of its visitor to what the relay is to be told; what is wrong costs a line in the page's console. */
export function keepTold(given: Keeping): void {
  const { told, emit } = given;
  if ('setAttributes' in given) keepAttributes(told, given.setAttributes);
  else keepTrack(told, given);
  emit('told', undefined);
}

/** They are one entry, and the last word counts. */
function keepAttributes(told: Told[], said: unknown): void {
  const before = told.findIndex(({ kind }) => kind === 'attributes');
  const [known] = before < 0 ? [] : told.splice(before, 1);
  const earlier = known && 'attributes' in known ? known.attributes : {};
  told.push({ kind: 'attributes', attributes: { ...earlier, ...rightAttributes(said) } });
}

function keepTrack(told: Told[], given: Exclude<Telling, { setAttributes: unknown }>): void {
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
  const tracks = told.filter(({ kind }) => kind !== 'attributes');
  const [oldest] = tracks;
  if (oldest && tracks.length > MOST_TRACKS) told.splice(told.indexOf(oldest), 1);
}

function argumentsOf([name, properties]: readonly unknown[]): [unknown, unknown] {
  return [name, properties];
}
