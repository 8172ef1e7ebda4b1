/** So many beats without an echo mean that nothing comes through. */
const MOST_BEATS_UNHEARD = 5;

/**
 * Whether what this node says on each channel comes back to it. Counts beats and reads no clock: a process that stood
 * still for a minute has missed one beat, not sixty.
 */
export interface EchoWatch {
  /** A beat begins: something is said on every channel now. */
  beat(): void;
  heard(part: number): void;
  /** Whether all that was said before came back. */
  isAnswered(): boolean;
  /** Whether a channel has carried nothing for too long. */
  isSilent(): boolean;
  reset(): void;
}

export function createEchoWatch(parts: number): EchoWatch {
  const unheard = new Array<number>(parts).fill(0);
  return {
    beat() {
      for (let part = 0; part < parts; part += 1) unheard[part] = (unheard[part] ?? 0) + 1;
    },
    heard(part) {
      unheard[part] = 0;
    },
    isAnswered: () => unheard.every((beats) => beats === 0),
    isSilent: () => unheard.some((beats) => beats >= MOST_BEATS_UNHEARD),
    reset: () => void unheard.fill(0),
  };
}
