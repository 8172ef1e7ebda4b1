import type { Duplex } from 'node:stream';
import type { RawData, WebSocket } from 'ws';
import type { z } from 'zod';
import { LIMITS, type RefusalCode } from '../../protocol/index.ts';
import { StorageError } from '../storage/index.ts';
import type { IdleWatch, Watched } from './idle-watch.ts';
import { createLine, type Exit, type Line } from './line.ts';
import { createOutgoing } from './outgoing.ts';
import { idOf, readFrame } from './read-frame.ts';
import { socketSink } from './socket-sink.ts';
import { createTokenBucket, type TokenBucket } from './token-bucket.ts';

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

/** What all sockets of one address have in common. `Opening` is what the request told that opened one. */
export interface SocketKind<Frame extends { type: string }, Opening> {
  readonly schema: z.ZodType<Frame>;
  /** Frames that the client may send in the long run. */
  readonly framesPerSecond: number;
  /** Greets the socket: reads its hello and takes the conversation up, or closes and gives back null. */
  readonly greet: (
    opening: Opening,
    hello: Extract<Frame, { type: 'hello' }>,
    line: Line,
  ) => Promise<Conversation<Frame> | null>;
  /** 0 when the client may come in now, else the milliseconds within which it should come back. */
  readonly admit: (opening: Opening) => number;
  /** Ends lines of which nothing was heard for too long. */
  readonly idleWatch: IdleWatch;
  readonly onRefused: (code: RefusalCode) => void;
  readonly onFailure: (error: unknown) => void;
}

/** A socket that was opened, and the stream under it. */
export interface OpenedSocket<Opening> {
  readonly socket: WebSocket;
  readonly stream: Duplex;
  readonly opening: Opening;
}

type State<Frame, Opening> =
  | { name: 'silent'; opening: Opening }
  | { name: 'greeting'; waiting: Frame[] }
  | { name: 'live'; conversation: Conversation<Frame> }
  | { name: 'closed' };

/**
 * Runs one socket: hello first and in time, every frame by its schema, at a bounded rate, in order. A bad frame is
 * refused and the socket lives on; a bad hello closes it.
 */
export function runSocket<Frame extends { type: string }, Opening>(
  kind: SocketKind<Frame, Opening>,
  opened: OpenedSocket<Opening>,
): void {
  new RunningSocket(kind, opened).start();
}

/** A class, since there is one for each of thousands of clients: the functions of a closure would be made for each. */
class RunningSocket<Frame extends { type: string }, Opening> implements Watched {
  readonly #kind: SocketKind<Frame, Opening>;
  readonly #socket: WebSocket;
  readonly #outgoing: Exit;
  readonly #line: Line;
  readonly #bucket: TokenBucket;
  #refusals: TokenBucket | undefined;
  #saidAfterClose = 0;
  #state: State<Frame, Opening>;
  #helloTimer: NodeJS.Timeout | undefined;
  heardAt = performance.now();

  constructor(
    kind: SocketKind<Frame, Opening>,
    { socket, stream, opening }: OpenedSocket<Opening>,
  ) {
    const { framesPerSecond, onRefused } = kind;
    this.#kind = kind;
    this.#state = { name: 'silent', opening };
    this.#socket = socket;
    this.#outgoing = createOutgoing(socketSink(socket, stream));
    this.#line = createLine(this.#outgoing, onRefused);
    this.#bucket = createTokenBucket(Math.max(LIMITS.frameBurst, framesPerSecond), framesPerSecond);
  }

  start(): void {
    this.#helloTimer = setTimeout(
      () => this.#outgoing.close('hello_timeout'),
      LIMITS.helloTimeoutMs,
    );
    this.#kind.idleWatch.add(this);
    this.#socket.on('message', (data, isBinary) => this.#take(data, isBinary));
    this.#socket.on('error', ignore);
    this.#socket.on('close', () => this.#end());
  }

  onIdle(): void {
    this.#outgoing.close('idle');
  }

  #take(data: RawData, isBinary: boolean): void {
    if (this.#socket.readyState !== this.#socket.OPEN) {
      this.#saidAfterClose += 1;
      if (this.#saidAfterClose > MAX_AFTER_CLOSE) this.#socket.terminate();
      return;
    }
    this.heardAt = performance.now();
    const wait = this.#bucket.take();
    if (isBinary) this.#outgoing.close('binary_refused');
    else if (wait > 0 && this.#isFlooding()) this.#outgoing.close('flooding');
    else this.#takeText(String(data), wait);
  }

  #isFlooding(): boolean {
    this.#refusals ??= createTokenBucket(REFUSED_BURST, REFUSED_PER_SECOND);
    return this.#refusals.take() > 0;
  }

  #takeText(text: string, wait: number): void {
    const { schema, framesPerSecond } = this.#kind;
    const read = readFrame(text, schema);
    if (wait > 0) {
      this.#line.refuseForRate(wait, framesPerSecond, read.ok ? idOf(read.frame) : read.id);
    } else if (read.ok) this.#takeFrame(read.frame);
    else if (this.#state.name === 'silent') this.#outgoing.close('hello_invalid', read.detail);
    else this.#line.refuse('invalid', { ...read.values, detail: read.detail }, read.id);
  }

  #takeFrame(frame: Frame): void {
    switch (this.#state.name) {
      case 'closed':
        break;
      case 'silent':
        if (isHello(frame)) this.#welcomeOrSendAway(this.#state.opening, frame);
        else this.#outgoing.close('hello_invalid', 'the first frame must be hello');
        break;
      case 'greeting':
        this.#state.waiting.push(frame);
        break;
      case 'live':
        this.#converse(this.#state.conversation, frame);
    }
  }

  #welcomeOrSendAway(opening: Opening, hello: Extract<Frame, { type: 'hello' }>): void {
    const spread = Math.round(this.#kind.admit(opening));
    if (spread === 0) return void this.#greet(opening, hello);
    this.#kind.onRefused('rate_limited');
    this.#outgoing.send({ type: 'goaway', spread });
    this.#outgoing.close('busy');
  }

  async #greet(opening: Opening, hello: Extract<Frame, { type: 'hello' }>): Promise<void> {
    this.#stopWaitingForHello();
    const waiting: Frame[] = [];
    this.#state = { name: 'greeting', waiting };
    try {
      const conversation = await this.#kind.greet(opening, hello, this.#line);
      if (!conversation) return;
      // The socket may have closed while the database was asked.
      if (this.#isClosed()) return conversation.onClose();
      this.#state = { name: 'live', conversation };
      for (const frame of waiting) this.#converse(conversation, frame);
    } catch (error) {
      this.#fail(error);
    }
  }

  #isClosed(): boolean {
    return this.#state.name === 'closed';
  }

  #converse(conversation: Conversation<Frame>, frame: Frame): void {
    if (frame.type === 'ping') this.#outgoing.send({ type: 'pong' });
    if (frame.type === 'hello') this.#line.refuse('invalid', 'hello was said already');
    else void this.#answer(conversation, frame);
  }

  async #answer(conversation: Conversation<Frame>, frame: Frame): Promise<void> {
    try {
      await conversation.onFrame(frame);
      if (frame.type === 'bye') this.#outgoing.close('normal');
    } catch (error) {
      this.#failFrame(error, frame);
    }
  }

  /** What could not be stored may be tried again: a line that closed would come back and fail the same way, for ever. */
  #failFrame(error: unknown, frame: Frame): void {
    if (error instanceof StorageError) {
      this.#kind.onFailure(error);
      this.#line.refuse(error.code, '', idOf(frame));
    } else this.#fail(error);
  }

  #fail(error: unknown): void {
    this.#kind.onFailure(error);
    this.#outgoing.close('internal');
  }

  #stopWaitingForHello(): void {
    clearTimeout(this.#helloTimer);
    this.#helloTimer = undefined;
  }

  #end(): void {
    this.#stopWaitingForHello();
    this.#kind.idleWatch.delete(this);
    const last = this.#state;
    this.#state = { name: 'closed' };
    if (last.name === 'live') last.conversation.onClose();
  }
}

function ignore(): void {
  // ws closes the socket itself after a protocol error or a frame over the limit; `close` follows.
}

function isHello<Frame extends { type: string }>(
  frame: Frame,
): frame is Extract<Frame, { type: 'hello' }> {
  return frame.type === 'hello';
}
