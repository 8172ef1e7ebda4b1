import type { Writable } from 'node:stream';
import { CLOSES, type CloseName, type RelayFrame } from '../../protocol/index.ts';
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
  isOpen(): boolean;
  /** Bytes that the network has not taken yet. */
  unsentBytes(): number;
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
  return new Outgoing(sink);
}

/** A class, since there is one for each of thousands of readers: the functions of a closure would be made for each. */
class Outgoing implements Exit {
  readonly #sink: Sink;
  #waiting: string[] = [];
  #waitingBytes = 0;
  #isScheduled = false;
  /** Where the reader is slow: what was added since. What made it slow does not count, as a frame may be large by itself. */
  #addedBytes: number | null = null;
  #heldBack: Map<string, string> | undefined;
  #queuedBytes = 0;
  #stopWatching: (() => void) | undefined;
  #drains: (() => void)[] | undefined;

  constructor(sink: Sink) {
    this.#sink = sink;
  }

  send(frame: RelayFrame): void {
    this.sendText(JSON.stringify(frame));
  }

  sendText(frame: string): void {
    this.#waiting.push(frame);
    this.#waitingBytes += frame.length;
    this.#queuedBytes += frame.length;
    if (this.#addedBytes !== null) this.#addedBytes += frame.length;
    else if (this.#unsentBytes() > SLOW_BYTES) this.#addedBytes = 0;
    if (this.#isScheduled) return;
    this.#isScheduled = true;
    setImmediate(() => this.#flush());
  }

  push(kind: string, frame: string): void {
    if (!this.#heldBack && this.#addedBytes === null) return void this.sendText(frame);
    this.#heldBack ??= new Map();
    // The newest of a kind comes last.
    this.#heldBack.delete(kind);
    this.#heldBack.set(kind, frame);
  }

  isSlow(): boolean {
    return this.#addedBytes !== null && this.#sink.isOpen();
  }

  drained(): Promise<void> {
    if (!this.isSlow()) return Promise.resolve();
    return new Promise((resolve) => {
      this.#drains ??= [];
      this.#drains.push(resolve);
    });
  }

  close(name: CloseName, reason = CLOSES[name].meaning): void {
    if (this.#sink.isOpen()) {
      // A reader that takes nothing would only keep it in memory for longer.
      if (name !== 'too_slow' && this.#waiting.length > 0) this.#sink.write(this.#takeWaiting());
      this.#sink.end(CLOSES[name].code, reason);
    }
    this.#forget();
  }

  #unsentBytes(): number {
    return this.#waitingBytes + this.#sink.unsentBytes();
  }

  #flush(): void {
    this.#isScheduled = false;
    if (!this.#sink.isOpen()) this.#forget();
    else if (this.#addedBytes !== null && this.#addedBytes > MORE_BYTES) this.close('too_slow');
    else this.#hand();
  }

  #hand(): void {
    while (this.#waiting.length > 0 && this.#sink.unsentBytes() < HANDED_BYTES) {
      this.#sink.write(this.#nextFrames());
    }
    if (this.#waiting.length === 0 && this.#sink.unsentBytes() <= SLOW_BYTES) this.#catchUp();
    else this.#watch();
  }

  #nextFrames(): string[] {
    if (this.#waitingBytes <= HANDED_BYTES) return this.#takeWaiting();
    let end = 0;
    for (let bytes = 0; bytes < HANDED_BYTES; end += 1) {
      bytes += this.#waiting[end]?.length ?? HANDED_BYTES;
    }
    const frames = this.#waiting.splice(0, end);
    for (const frame of frames) this.#waitingBytes -= frame.length;
    return frames;
  }

  #takeWaiting(): string[] {
    const frames = this.#waiting;
    this.#waiting = [];
    this.#waitingBytes = 0;
    return frames;
  }

  /** The reader has taken in nearly everything: what was held back for it follows, and whoever waits for room goes on. */
  #catchUp(): void {
    this.#unwatch();
    if (this.#addedBytes === null) return;
    this.#addedBytes = null;
    for (const [kind, frame] of this.#heldBack ?? []) {
      if (this.#isBehind()) return;
      this.#heldBack?.delete(kind);
      this.sendText(frame);
    }
    this.#heldBack = undefined;
    if (!this.#isBehind()) this.#resume();
  }

  /** A method, since what was sent meanwhile may have made the reader slow again. */
  #isBehind(): boolean {
    return this.#addedBytes !== null;
  }

  #resume(): void {
    const drains = this.#drains;
    this.#drains = undefined;
    for (const resolve of drains ?? []) resolve();
  }

  /** Only while the reader has more to take in: listeners for all would take memory of thousands who are silent. */
  #watch(): void {
    if (this.#stopWatching) return;
    const { stream } = this.#sink;
    const onDrain = () => this.#flush();
    const onClose = () => this.#forget();
    let takenBefore = this.#takenBytes();
    const timer = setInterval(() => {
      const taken = this.#takenBytes();
      if (taken <= takenBefore) this.close('too_slow');
      takenBefore = taken;
    }, NO_PROGRESS_MS);
    stream.on('drain', onDrain).on('close', onClose);
    this.#stopWatching = () => {
      clearInterval(timer);
      stream.off('drain', onDrain).off('close', onClose);
    };
  }

  #unwatch(): void {
    this.#stopWatching?.();
    this.#stopWatching = undefined;
  }

  #takenBytes(): number {
    return this.#queuedBytes - this.#unsentBytes();
  }

  #forget(): void {
    this.#takeWaiting();
    this.#heldBack = undefined;
    this.#addedBytes = null;
    this.#unwatch();
    this.#resume();
  }
}
