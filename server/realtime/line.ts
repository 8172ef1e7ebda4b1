import {
  type CloseName,
  REFUSALS,
  type RefusalCode,
  type RefusalDetail,
  type RelayFrame,
  refusalSentence,
  refusalValues,
} from '../../protocol/index.ts';
import type { RefusalInWords } from '../chats/index.ts';

/** Where frames to one client leave, whatever the transport. */
export interface Exit {
  send(frame: RelayFrame): void;
  /** A frame that is text already, encoded once for many readers. */
  sendText(frame: string): void;
  /** A frame that tells news; of a slow reader's, only the newest of a kind is kept for when it has caught up. */
  push(kind: string, frame: string): void;
  /** Whether the reader has so much left to take in that what can wait should wait for `drained`. */
  isSlow(): boolean;
  /** Resolves when the reader has taken in enough for more, or is gone. */
  drained(): Promise<void>;
  /** Ends the line with a code of the table; `reason` tells a person what to do. */
  close(name: CloseName, reason?: string): void;
}

/** What a conversation is given to answer with. */
export interface Line extends Exit {
  refuse(code: RefusalCode, detail: RefusalDetail, id?: string): void;
  /** Refuses with a sentence that was made already. */
  refuseInWords(refusal: RefusalInWords, id?: string): void;
  /** Refuses what came faster than `perSecond`; it may come again after `waitSeconds`. */
  refuseForRate(waitSeconds: number, perSecond: number, id?: string): void;
}

/** Puts the words of refusals to a transport's exit; `onRefused` counts them. */
export function createLine(exit: Exit, onRefused: (code: RefusalCode) => void): Line {
  return new LineTo(exit, onRefused);
}

/** A class, since there is one for each of thousands of clients. */
class LineTo implements Line {
  readonly #exit: Exit;
  readonly #onRefused: (code: RefusalCode) => void;

  constructor(exit: Exit, onRefused: (code: RefusalCode) => void) {
    this.#exit = exit;
    this.#onRefused = onRefused;
  }

  send(frame: RelayFrame): void {
    this.#exit.send(frame);
  }

  sendText(frame: string): void {
    this.#exit.sendText(frame);
  }

  push(kind: string, frame: string): void {
    this.#exit.push(kind, frame);
  }

  isSlow(): boolean {
    return this.#exit.isSlow();
  }

  drained(): Promise<void> {
    return this.#exit.drained();
  }

  close(name: CloseName, reason?: string): void {
    this.#exit.close(name, reason);
  }

  refuse(code: RefusalCode, detail: RefusalDetail, id?: string): void {
    const values = refusalValues(detail);
    this.refuseInWords({ code, message: refusalSentence(code, detail), values }, id);
  }

  refuseInWords({ code, message, values }: RefusalInWords, id?: string): void {
    this.#onRefused(code);
    const { final } = REFUSALS[code];
    this.send({
      type: 'refused',
      code,
      message,
      final,
      ...(values && { values }),
      ...(id && { id }),
    });
  }

  refuseForRate(waitSeconds: number, perSecond: number, id?: string): void {
    const code = 'rate_limited';
    this.#onRefused(code);
    const message = refusalSentence(code, `more than ${perSecond} frames a second`);
    const retryAfter = Math.ceil(waitSeconds * 10) / 10;
    this.send({ type: 'refused', code, message, final: false, retryAfter, ...(id && { id }) });
  }
}
