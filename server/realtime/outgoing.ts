import type { Writable } from 'node:stream';
import { CLOSES, type CloseName } from '../../protocol/index.ts';
import type { Exit } from './line.ts';

/** A reader with more than this unsent is not pushed to any more: it reads on from the log once it has taken this in. */
const SLOW_BYTES = 262_144;
/** With this much more unsent it is closed (1 MiB in all); it reads on from the log when it comes back. */
const MORE_BYTES = 786_432;
/** The network is given no more at once, so that a reader's progress is seen in steps of this size. */
const HANDED_BYTES = 65_536;
/** A reader that took in nothing for this long is closed. */
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
 * of each kind is kept: its `prev` shows the reader how much it missed, and it fetches that from the log. Lengths are counted
 * in UTF-16 units, as Node's own streams count text.
 */
export function createOutgoing(sink: Sink): Exit {
  const heldBack = new Map<string, string>();
  let waiting: string[] = [];
  let waitingBytes = 0;
  let isScheduled = false;
  /** Where the reader is slow: what was added since. What made it slow does not count, as a frame may be large by itself. */
  let addedBytes: number | null = null;
  let queuedBytes = 0;
  let takenAtLook = 0;
  let look: NodeJS.Timeout | undefined;
  let drains: (() => void)[] = [];

  function unsentBytes(): number {
    return waitingBytes + sink.unsentBytes();
  }

  function sendText(frame: string): void {
    waiting.push(frame);
    waitingBytes += frame.length;
    queuedBytes += frame.length;
    if (addedBytes !== null) addedBytes += frame.length;
    else if (unsentBytes() > SLOW_BYTES) addedBytes = 0;
    if (isScheduled) return;
    isScheduled = true;
    setImmediate(flush);
  }

  function flush(): void {
    isScheduled = false;
    if (!sink.isOpen()) forget();
    else if (addedBytes !== null && addedBytes > MORE_BYTES) close('too_slow');
    else hand();
  }

  function hand(): void {
    while (waiting.length > 0 && sink.unsentBytes() < HANDED_BYTES) sink.write(nextFrames());
    if (waiting.length === 0 && sink.unsentBytes() <= SLOW_BYTES) catchUp();
    else watch();
  }

  function nextFrames(): string[] {
    if (waitingBytes <= HANDED_BYTES) return takeWaiting();
    let end = 0;
    for (let bytes = 0; bytes < HANDED_BYTES; end += 1)
      bytes += waiting[end]?.length ?? HANDED_BYTES;
    const frames = waiting.splice(0, end);
    for (const frame of frames) waitingBytes -= frame.length;
    return frames;
  }

  function takeWaiting(): string[] {
    const frames = waiting;
    waiting = [];
    waitingBytes = 0;
    return frames;
  }

  /** The reader has taken in nearly everything: what was held back for it follows, and whoever waits for room goes on. */
  function catchUp(): void {
    clearInterval(look);
    look = undefined;
    if (!isSlow()) return;
    addedBytes = null;
    for (const [kind, frame] of heldBack) {
      if (isSlow()) return;
      heldBack.delete(kind);
      sendText(frame);
    }
    if (!isSlow()) resume();
  }

  function isSlow(): boolean {
    return addedBytes !== null;
  }

  function resume(): void {
    const drained = drains;
    drains = [];
    for (const resolve of drained) resolve();
  }

  function watch(): void {
    if (look) return;
    takenAtLook = queuedBytes - unsentBytes();
    look = setInterval(() => {
      const taken = queuedBytes - unsentBytes();
      if (taken <= takenAtLook) close('too_slow');
      takenAtLook = taken;
    }, NO_PROGRESS_MS);
  }

  function close(name: CloseName, reason = CLOSES[name].meaning): void {
    if (sink.isOpen()) {
      // A reader that takes nothing would only keep it in memory for longer.
      if (name !== 'too_slow' && waiting.length > 0) sink.write(takeWaiting());
      sink.end(CLOSES[name].code, reason);
    }
    forget();
  }

  function forget(): void {
    takeWaiting();
    heldBack.clear();
    addedBytes = null;
    clearInterval(look);
    look = undefined;
    resume();
  }

  sink.stream.on('drain', flush);
  sink.stream.on('close', forget);

  return {
    sendText,
    send: (frame) => sendText(JSON.stringify(frame)),
    push(kind, frame) {
      if (heldBack.size === 0 && !isSlow()) return sendText(frame);
      // The newest of a kind comes last.
      heldBack.delete(kind);
      heldBack.set(kind, frame);
    },
    isSlow: () => isSlow() && sink.isOpen(),
    drained() {
      if (!isSlow() || !sink.isOpen()) return Promise.resolve();
      return new Promise((resolve) => drains.push(resolve));
    },
    close,
  };
}
