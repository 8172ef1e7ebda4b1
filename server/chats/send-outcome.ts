import type {
  ChatId,
  EventId,
  OperatorSend,
  RefusalCode,
  RefusalDetail,
  RefusalValues,
  VisitorSend,
} from '../../protocol/index.ts';
import { refusalSentence, refusalValues } from '../../protocol/index.ts';
import { type AppendRequest, type AppendResult, hashOfBody } from '../storage/index.ts';
import { type AppendEvents, refusalOfFailure } from './append-events.ts';

/** How a send ended: where it stands in the log, or why it does not. */
export type SendOutcome =
  | { readonly sent: true; readonly chat: ChatId; readonly seq: number; readonly at: number }
  | ({ readonly sent: false } & RefusalInWords);

/** A refusal with its sentence, and what the sentence names. */
export interface RefusalInWords {
  readonly code: RefusalCode;
  readonly message: string;
  readonly values: RefusalValues | undefined;
}

/** Appends, and says how it ended in words for the sender; what failed in the relay itself is told to `onFailure`. */
export function outcomeOf(
  append: AppendEvents,
  onFailure: (error: unknown) => void,
  request: AppendRequest,
): Promise<SendOutcome> {
  return append(request).then(
    (result) => toOutcome(result, request.id),
    (error: unknown) => {
      onFailure(error);
      return refuse(refusalOfFailure(error), '');
    },
  );
}

function toOutcome(result: AppendResult, id: EventId): SendOutcome {
  switch (result.outcome) {
    case 'repeated':
      return { sent: true, chat: result.chat, seq: result.seq, at: result.at };
    case 'refused':
      return refuse(result.code, result.detail);
    case 'appended': {
      const own = result.events.find((event) => event.id === id);
      const { id: chat, last_seq, updated_at } = result.chat;
      // Without an event of its own it asked for what was so already.
      return { sent: true, chat, seq: own?.seq ?? last_seq, at: own?.at ?? updated_at };
    }
  }
}

/** A refusal with its sentence; `detail` goes into it. */
export function refuse(code: RefusalCode, detail: RefusalDetail): SendOutcome {
  const values = refusalValues(detail);
  return { sent: false, code, message: refusalSentence(code, detail), values };
}

/**
 * What a repeat is compared with: the body as it was sent. It is stored as it is, or by its hash where what is stored is not
 * what was sent: an add-on changed it, or it is a step that the relay completes with names.
 */
export function formsOf(
  sent: VisitorSend | OperatorSend,
  stored: VisitorSend | OperatorSend,
): { sentBody: string; json: string | undefined; sentHash: string | undefined } {
  const sentBody = JSON.stringify(sent);
  const { kind } = sent;
  const isCompleted = kind === 'joined' || kind === 'transferred' || kind === 'tagged';
  const isStoredAsSent = !isCompleted && (sent === stored || sentBody === JSON.stringify(stored));
  return isStoredAsSent
    ? { sentBody, json: sentBody, sentHash: undefined }
    : { sentBody, json: undefined, sentHash: hashOfBody(sentBody) };
}
