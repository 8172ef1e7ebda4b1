import type { Line } from './line.ts';

const FIRST_WAIT_MS = 50;
const LONGEST_WAIT_MS = 2_000;
/** An attempt that takes longer has failed. */
const OPEN_WITHIN_MS = 4_500;

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
  /** Opens a line that carries messages there and back. */
  open(signal: AbortSignal): Promise<Line>;
  onUp(): void;
  onDown(): void;
  /** An attempt failed. */
  onFailure(error: unknown): void;
}

type Keeping =
  | { readonly name: 'opening'; readonly cancel: AbortController }
  | { readonly name: 'open'; readonly line: Line }
  | { readonly name: 'waiting'; readonly timer: NodeJS.Timeout }
  | { readonly name: 'closed' };

/** Opens the first line, or rejects with what hindered it; from then on a line that ends is followed by another. */
export async function keepLine(options: KeepLineOptions): Promise<KeptLine> {
  let keeping: Keeping = { name: 'open', line: await openWithin(options.open) };
  let openedAt = performance.now();
  let waits = 0;

  function lost(line: Line): void {
    if (keeping.name !== 'open' || keeping.line !== line) return;
    line.close();
    // A server that ends every new line at once is not asked again at once.
    if (performance.now() - openedAt > LONGEST_WAIT_MS) waits = 0;
    wait();
    options.onDown();
  }

  function wait(): void {
    const ms = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** waits);
    waits += 1;
    // Half of it by chance, so that nodes that lost the same server do not come back in one wave.
    const timer = setTimeout(() => void reopen(), ms * (0.5 + Math.random() / 2));
    keeping = { name: 'waiting', timer };
  }

  async function reopen(): Promise<void> {
    const cancel = new AbortController();
    keeping = { name: 'opening', cancel };
    try {
      const line = await openWithin(options.open, cancel.signal);
      if (cancel.signal.aborted) return line.close();
      keeping = { name: 'open', line };
      openedAt = performance.now();
      options.onUp();
      line.onEnd(() => lost(line));
    } catch (error) {
      if (cancel.signal.aborted) return;
      options.onFailure(error);
      wait();
    }
  }

  const first = keeping.line;
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
          return was.cancel.abort();
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

function openWithin(open: KeepLineOptions['open'], cancel?: AbortSignal): Promise<Line> {
  const limit = AbortSignal.timeout(OPEN_WITHIN_MS);
  return open(cancel ? AbortSignal.any([cancel, limit]) : limit);
}
