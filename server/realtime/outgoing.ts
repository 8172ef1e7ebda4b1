import type { Writable } from 'node:stream';
import { CLOSES, type CloseName } from '../../protocol/index.ts';
import type { Exit } from './line.ts';

/** A reader with more than this unsent is not pushed to any more: it reads on from the log once it has taken this in. */
const SLOW_BYTES = 262_144;
/** With more than this unsent it is closed; it reads on from the log when it comes back. */
const MAX_UNSENT_BYTES = 1_048_576;
/** A slow reader that took in nothing for this long is closed. */
const NO_PROGRESS_MS = 30_000;

/** Where frames leave over one transport. */
export interface Sink {
  /** Below: tells by `drain` when everything was handed to the network. */
  readonly stream: Writable;
  readonly isOpen: () => boolean;
  /** Bytes that the network has not taken yet. */
  readonly unsentBytes: () => number;
  /** Writes frames in one go. */
  write(frames: readonly string[]): void;
  end(code: number, reason: string): void;
}

/**
 * What goes out to one reader. Frames of one turn leave in one write. For a slow reader, of what is pushed only the newest
 * of each kind is kept: its `prev` shows the reader how much it missed, and it fetches that from the log.
 */
export function createOutgoing(sink: Sink): Exit {
  const heldBack = new Map<string, string>();
  let waiting: string[] = [];
  let unsentAtLook = 0;
  let look: NodeJS.Timeout | undefined;
  let drains: (() => void)[] = [];

  function flush(): void {
    const frames = waiting;
    waiting = [];
    if (!sink.isOpen() || frames.length === 0) return;
    sink.write(frames);
    if (sink.unsentBytes() > MAX_UNSENT_BYTES) close('too_slow');
    else if (isSlow()) watch();
  }

  function isSlow(): boolean {
    return sink.unsentBytes() > SLOW_BYTES;
  }

  function watch(): void {
    if (look) return;
    unsentAtLook = sink.unsentBytes();
    look = setInterval(() => {
      const unsent = sink.unsentBytes();
      if (unsent >= unsentAtLook) close('too_slow');
      unsentAtLook = unsent;
    }, NO_PROGRESS_MS);
  }

  function release(): void {
    clearInterval(look);
    look = undefined;
    for (const frame of heldBack.values()) sendText(frame);
    heldBack.clear();
    const drained = drains;
    drains = [];
    for (const resolve of drained) resolve();
  }

  function sendText(frame: string): void {
    if (waiting.length === 0) setImmediate(flush);
    waiting.push(frame);
  }

  function close(name: CloseName, reason = CLOSES[name].meaning): void {
    flush();
    if (sink.isOpen()) sink.end(CLOSES[name].code, reason);
  }

  sink.stream.on('drain', release);
  sink.stream.on('close', release);

  return {
    sendText,
    send: (frame) => sendText(JSON.stringify(frame)),
    push(kind, frame) {
      if (heldBack.size === 0 && !isSlow()) return sendText(frame);
      // The newest of a kind comes last.
      heldBack.delete(kind);
      heldBack.set(kind, frame);
    },
    drained() {
      flush();
      if (!isSlow() || !sink.isOpen()) return Promise.resolve();
      return new Promise((resolve) => drains.push(resolve));
    },
    close,
  };
}
