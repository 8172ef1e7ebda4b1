/** Two short tones, one above the other: frequency in hertz, and when each begins, in seconds. */
const TONES = [
  [880, 0],
  [1_318.5, 0.11],
] as const;
const LOUDNESS = 0.08;
const LENGTH_S = 0.32;

/**
 * A short sound, made on the spot. Only after the visitor has done something on the page, as browsers want it; of several tabs one
 * rings for the message `id`.
 */
export function ring(id: string): void {
  if (!navigator.userActivation?.hasBeenActive) return;
  // Pages without https have no locks: there each tab rings.
  if (!('locks' in navigator)) return void play();
  void navigator.locks.request(`counterbell:ring:${id}`, { ifAvailable: true }, async (lock) => {
    if (lock) await play();
  });
}

/** Resolves when it is over. */
async function play(): Promise<void> {
  const context = new AudioContext();
  const begin = context.currentTime;
  const ends = TONES.map(([frequency, after]) => {
    const tone = new OscillatorNode(context, { type: 'sine', frequency });
    const volume = new GainNode(context, { gain: 0 });
    volume.gain.setValueAtTime(LOUDNESS, begin + after);
    volume.gain.exponentialRampToValueAtTime(0.0001, begin + after + LENGTH_S);
    tone.connect(volume).connect(context.destination);
    tone.start(begin + after);
    tone.stop(begin + after + LENGTH_S);
    return new Promise((resolve) => tone.addEventListener('ended', resolve));
  });
  await Promise.all(ends);
  await context.close();
}
