import type { Line } from './line.ts';

/** Who starts the relay learns within so long what is wrong. */
const FIRST_OPENS_WITHIN_MS = 4_500;
/** Later times are counted in beats: the other nodes spare one that is cut off for fifteen of them. */
const OPENS_WITHIN_BEATS = 4.5;
const FIRST_WAIT_BEATS = 0.05;
const LONGEST_WAIT_BEATS = 2;

/** A line that is opened anew for ever. */
export interface KeptLine {
  /** The line while there is one. */
  now(): Line | undefined;
  /** Gives up a line that carries nothing, although it looks open. */
  drop(): void;
  close(): void;
}

/** What keeping a line needs. */
export interface KeepLineOptions {
  readonly beatMs: number;
  /** Opens a line that carries messages there and back. */
  open(signal: AbortSignal): Promise<Line>;
  onUp(): void;
  onDown(): void;
  /** An attempt failed. */
  onFailure(error: unknown): void;
}

type Keeping =
  | { readonly name: 'opening'; readonly attempt: AbortController }
  | { readonly name: 'open'; readonly line: Line }
  | { readonly name: 'waiting'; readonly timer: NodeJS.Timeout }
  | { readonly name: 'closed' };

/** Opens the first line, or rejects with what hindered it; from then on a line that ends is followed by another. */
export async function keepLine(options: KeepLineOptions): Promise<KeptLine> {
  const { beatMs, open } = options;
  const first = await openWithin(FIRST_OPENS_WITHIN_MS, open, new AbortController());
  let keeping: Keeping = { name: 'open', line: first };
  let openedAt = performance.now();
  let waits = 0;

  function lost(line: Line): void {
    if (keeping.name !== 'open' || keeping.line !== line) return;
    line.close();
    // A server that ends every new line at once is not asked again at once.
    if (performance.now() - openedAt > LONGEST_WAIT_BEATS * beatMs) waits = 0;
    wait();
    options.onDown();
  }

  function wait(): void {
    const ms = beatMs * Math.min(LONGEST_WAIT_BEATS, FIRST_WAIT_BEATS * 2 ** waits);
    waits += 1;
    // Half of it by chance, so that nodes that lost the same server do not come back in one wave.
    const timer = setTimeout(() => void reopen(), ms * (0.5 + Math.random() / 2));
    keeping = { name: 'waiting', timer };
  }

  async function reopen(): Promise<void> {
    const attempt = new AbortController();
    keeping = { name: 'opening', attempt };
    try {
      const line = await openWithin(OPENS_WITHIN_BEATS * beatMs, open, attempt);
      if (isClosed()) return line.close();
      keeping = { name: 'open', line };
      openedAt = performance.now();
      options.onUp();
      line.onEnd(() => lost(line));
    } catch (error) {
      if (isClosed()) return;
      options.onFailure(error);
      wait();
    }
  }

  const isClosed = (): boolean => keeping.name === 'closed';
  first.onEnd(() => lost(first));

  return {
    now: () => (keeping.name === 'open' ? keeping.line : undefined),
    drop() {
      if (keeping.name === 'open') lost(keeping.line);
    },
    close() {
      const was = keeping;
      keeping = { name: 'closed' };
      switch (was.name) {
        case 'opening':
          return was.attempt.abort();
        case 'open':
          return was.line.close();
        case 'waiting':
          return clearTimeout(was.timer);
        case 'closed':
          return;
      }
    },
  };
}

/** Not by `AbortSignal.timeout`, which Node may forget when it is joined with another. */
async function openWithin(
  ms: number,
  open: KeepLineOptions['open'],
  attempt: AbortController,
): Promise<Line> {
  const tooLong = new DOMException('no answer in time', 'TimeoutError');
  const timer = setTimeout(() => attempt.abort(tooLong), ms);
  try {
    return await open(attempt.signal);
  } finally {
    clearTimeout(timer);
  }
}
