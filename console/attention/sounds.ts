import type { Kind } from './kinds.ts';

/** One stroke: Hertz, seconds from the beginning, seconds until it has faded. */
interface Note {
  readonly frequency: number;
  readonly at: number;
  readonly length: number;
}

/** A counter bell for a chat of one's own; the others differ in pitch and direction, so that an ear tells them apart. */
const SOUNDS: Readonly<Record<Kind, readonly Note[]>> = {
  newChat: [
    { frequency: 1_319, at: 0, length: 0.9 },
    { frequency: 1_760, at: 0.14, length: 1.1 },
  ],
  message: [{ frequency: 1_047, at: 0, length: 0.6 }],
  queue: [
    { frequency: 784, at: 0, length: 0.6 },
    { frequency: 784, at: 0.2, length: 0.6 },
  ],
  line: [
    { frequency: 523, at: 0, length: 0.5 },
    { frequency: 392, at: 0.2, length: 0.7 },
  ],
};

const LOUDNESS = 0.25;
/** What rings along with a bell's tone: its overtone, and how much of it. */
const OVERTONE = { times: 2.76, share: 0.3 };
const SILENCE = 0.0001;

let context: AudioContext | undefined;

/** Rings for a kind. Browsers let a page be heard only after a click or a key in it; before that nothing sounds. */
export async function playSound(kind: Kind): Promise<void> {
  context ??= new AudioContext();
  if (context.state !== 'running') await context.resume();
  const begin = context.currentTime;
  for (const note of SOUNDS[kind]) {
    strike(context, begin, note, 1);
    strike(context, begin, { ...note, frequency: note.frequency * OVERTONE.times }, OVERTONE.share);
  }
}

function strike(audio: AudioContext, begin: number, note: Note, share: number): void {
  const tone = new OscillatorNode(audio, { frequency: note.frequency });
  const loudness = new GainNode(audio, { gain: LOUDNESS * share });
  const [start, end] = [begin + note.at, begin + note.at + note.length];
  loudness.gain.setValueAtTime(LOUDNESS * share, start);
  loudness.gain.exponentialRampToValueAtTime(SILENCE, end);
  tone.connect(loudness).connect(audio.destination);
  tone.start(start);
  tone.stop(end);
}
