import type { Duplex } from 'node:stream';
import type { RawData, WebSocket } from 'ws';
import type { z } from 'zod';
import { LIMITS, type RefusalCode } from '../../protocol/index.ts';
import { StorageError } from '../storage/index.ts';
import { createLine, type Line } from './line.ts';
import { createOutgoing } from './outgoing.ts';
import { idOf, readFrame } from './read-frame.ts';
import { socketSink } from './socket-sink.ts';
import { createTokenBucket } from './token-bucket.ts';

/** Nothing heard for this long: the client is gone, since it pings every 25 s ± 20 %. */
const IDLE_MS = 75_000;
/** Frames that are refused for their rate cost their reading and an answer: with more of them than this the line ends. */
const REFUSED_BURST = 100;
const REFUSED_PER_SECOND = 50;
/** Whoever says this much more after the line was ended is cut off, since every frame that comes is still read by ws. */
const MAX_AFTER_CLOSE = 100;

/** One greeted socket's own part: what it does with its frames. */
export interface Conversation<Frame> {
  onFrame(frame: Frame): Promise<void> | void;
  onClose(): void;
}

export interface SocketOptions<Frame extends { type: string }> {
  readonly socket: WebSocket;
  readonly stream: Duplex;
  readonly schema: z.ZodType<Frame>;
  /** Frames that the client may send in the long run. */
  readonly framesPerSecond: number;
  /** Greets the socket: reads its hello and takes the conversation up, or closes and gives back null. */
  readonly greet: (
    hello: Extract<Frame, { type: 'hello' }>,
    line: Line,
  ) => Promise<Conversation<Frame> | null>;
  /** 0 when the client may come in now, else the milliseconds within which it should come back. */
  readonly admit: (hello: Extract<Frame, { type: 'hello' }>) => number;
  readonly onRefused: (code: RefusalCode) => void;
  readonly onFailure: (error: unknown) => void;
}

type State<Frame> =
  | { name: 'silent' }
  | { name: 'greeting'; waiting: Frame[] }
  | { name: 'live'; conversation: Conversation<Frame> }
  | { name: 'closed' };

/**
 * Runs one socket: hello first and in time, every frame by its schema, at a bounded rate, in order. A bad frame is
 * refused and the socket lives on; a bad hello closes it.
 */
export function runSocket<Frame extends { type: string }>(options: SocketOptions<Frame>): void {
  const { socket, framesPerSecond } = options;
  const outgoing = createOutgoing(socketSink(socket, options.stream));
  const bucket = createTokenBucket(Math.max(LIMITS.frameBurst, framesPerSecond), framesPerSecond);
  const refusals = createTokenBucket(REFUSED_BURST, REFUSED_PER_SECOND);
  let saidAfterClose = 0;
  let state: State<Frame> = { name: 'silent' };
  const helloTimer = setTimeout(() => outgoing.close('hello_timeout'), LIMITS.helloTimeoutMs);
  const idleTimer = setTimeout(() => outgoing.close('idle'), IDLE_MS);

  const line = createLine(outgoing, options.onRefused);

  function take(data: RawData, isBinary: boolean): void {
    if (socket.readyState !== socket.OPEN) {
      saidAfterClose += 1;
      if (saidAfterClose > MAX_AFTER_CLOSE) socket.terminate();
      return;
    }
    idleTimer.refresh();
    const wait = bucket.take();
    if (isBinary) outgoing.close('binary_refused');
    else if (wait > 0 && refusals.take() > 0) outgoing.close('flooding');
    else takeText(String(data), wait);
  }

  function takeText(text: string, wait: number): void {
    const read = readFrame(text, options.schema);
    if (wait > 0) line.refuseForRate(wait, framesPerSecond, read.ok ? idOf(read.frame) : read.id);
    else if (read.ok) takeFrame(read.frame);
    else if (state.name === 'silent') outgoing.close('hello_invalid', read.detail);
    else line.refuse('invalid', read.detail, read.id);
  }

  function takeFrame(frame: Frame): void {
    switch (state.name) {
      case 'closed':
        break;
      case 'silent':
        if (isHello(frame)) welcomeOrSendAway(frame);
        else outgoing.close('hello_invalid', 'the first frame must be hello');
        break;
      case 'greeting':
        state.waiting.push(frame);
        break;
      case 'live':
        converse(state.conversation, frame);
    }
  }

  function welcomeOrSendAway(hello: Extract<Frame, { type: 'hello' }>): void {
    const spread = Math.round(options.admit(hello));
    if (spread === 0) return void greet(hello);
    options.onRefused('rate_limited');
    outgoing.send({ type: 'goaway', spread });
    outgoing.close('busy');
  }

  async function greet(hello: Extract<Frame, { type: 'hello' }>): Promise<void> {
    clearTimeout(helloTimer);
    const waiting: Frame[] = [];
    state = { name: 'greeting', waiting };
    try {
      const conversation = await options.greet(hello, line);
      if (!conversation) return;
      // The socket may have closed while the database was asked.
      if (isClosed()) return conversation.onClose();
      state = { name: 'live', conversation };
      for (const frame of waiting) converse(conversation, frame);
    } catch (error) {
      fail(error);
    }
  }

  function isClosed(): boolean {
    return state.name === 'closed';
  }

  function converse(conversation: Conversation<Frame>, frame: Frame): void {
    if (frame.type === 'ping') outgoing.send({ type: 'pong' });
    else if (frame.type === 'hello') line.refuse('invalid', 'hello was said already');
    else void answer(conversation, frame);
  }

  async function answer(conversation: Conversation<Frame>, frame: Frame): Promise<void> {
    try {
      await conversation.onFrame(frame);
      if (frame.type === 'bye') outgoing.close('normal');
    } catch (error) {
      failFrame(error, frame);
    }
  }

  /** What could not be stored may be tried again: a line that closed would come back and fail the same way, for ever. */
  function failFrame(error: unknown, frame: Frame): void {
    if (error instanceof StorageError) {
      options.onFailure(error);
      line.refuse(error.code, '', idOf(frame));
    } else fail(error);
  }

  function fail(error: unknown): void {
    options.onFailure(error);
    outgoing.close('internal');
  }

  socket.on('message', take);
  // ws closes the socket itself after a protocol error or a frame over the limit; `close` follows.
  socket.on('error', () => undefined);
  socket.on('close', () => {
    clearTimeout(helloTimer);
    clearTimeout(idleTimer);
    const last = state;
    state = { name: 'closed' };
    if (last.name === 'live') last.conversation.onClose();
  });
}

function isHello<Frame extends { type: string }>(
  frame: Frame,
): frame is Extract<Frame, { type: 'hello' }> {
  return frame.type === 'hello';
}
