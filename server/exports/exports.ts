import { Readable } from 'node:stream';
import type {
  ChatFilter,
  ExportFormat,
  OperatorId,
  RefusalCode,
  RefusalDetail,
} from '../../protocol/index.ts';
import { LIMITS } from '../../protocol/index.ts';
import { createRest } from '../jobs/index.ts';
import { wantedBy } from '../search/index.ts';
import type { Storage } from '../storage/index.ts';
import { FORMATS } from './formats.ts';
import { writeExport } from './write-export.ts';

/** Who wants what. */
export interface ExportAsked {
  readonly operator: OperatorId;
  readonly format: ExportFormat;
  readonly filter: ChatFilter;
  /** Words that must have been said in a chat. */
  readonly text: string | undefined;
  readonly publicUrl: string;
}

/** How an export ended, for the log: no words and no names. */
export interface ExportEnd {
  readonly operator: OperatorId;
  readonly format: ExportFormat;
  readonly chats: number;
  /** False where whoever asked for it went away, or it failed. */
  readonly isWhole: boolean;
}

export type ExportOutcome =
  | { readonly body: Readable; readonly type: string; readonly name: string }
  | { readonly refuse: RefusalCode; readonly detail: RefusalDetail; readonly field?: string };

/** Chats as files. */
export interface Exports {
  /** Begins to write; whoever takes `body` may destroy it at any time. */
  begin(asked: ExportAsked): ExportOutcome;
}

export function createExports({
  storage,
  now,
  onEnd,
  onFailure,
}: {
  readonly storage: Pick<Storage, 'read' | 'words'>;
  readonly now: () => number;
  readonly onEnd: (end: ExportEnd) => void;
  readonly onFailure: (error: unknown) => void;
}): Exports {
  let running = 0;

  /** Tells of failures of its own, and not of being stopped, which is thrown into it where it stands. */
  async function* failuresTold(pieces: AsyncGenerator<string>): AsyncGenerator<string> {
    let isTaken = true;
    try {
      for await (const piece of pieces) {
        isTaken = false;
        yield piece;
        isTaken = true;
      }
    } catch (error) {
      if (isTaken) onFailure(error);
      throw error;
    }
  }

  return {
    begin({ operator, format, filter, text, publicUrl }) {
      const wanted = text === undefined ? null : wantedBy(text);
      if (text !== undefined && !wanted) {
        const detail = { detail: 'q must hold a letter or a digit', fault: 'no_letter' };
        return { refuse: 'invalid', detail, field: 'q' };
      }
      if (running >= LIMITS.exportsAtOnce) {
        const detail = `this relay writes ${LIMITS.exportsAtOnce} exports at once`;
        return { refuse: 'rate_limited', detail };
      }
      let chats = 0;
      const source = { storage, publicUrl, rest: createRest(), onChat: () => (chats += 1) };
      const pieces = writeExport(source, { format, filter, wanted });
      const body = Readable.from(failuresTold(pieces), { objectMode: false });
      running += 1;
      // Whoever takes it hears of it, or has gone away.
      body.on('error', () => undefined);
      body.once('close', () => {
        running -= 1;
        onEnd({ operator, format, chats, isWhole: body.readableEnded });
      });
      const { type, ending } = FORMATS[format];
      const day = new Date(now()).toISOString().slice(0, 10);
      const subject = format === 'messages' ? 'messages' : 'chats';
      return { body, type, name: `${subject}-${day}.${ending}` };
    },
  };
}
