import type { ChatFile, ErrorAnswer, RefusalValues } from '../protocol/index.ts';

/** Where files go, and what shows who sends them. */
export interface UploadTarget {
  readonly address: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** Why a file did not get there. */
export interface UploadFault {
  readonly name: 'failed';
  /** A code of the relay's table; `unreachable` where it did not answer, `empty` where there is nothing to send. */
  readonly code: string;
  /** The relay's sentence, in English; may be empty. */
  readonly reason: string;
  /** What the sentence names. */
  readonly values?: RefusalValues | undefined;
  /** Whether it may do to try again unchanged. */
  readonly mayRetry: boolean;
}

type Outcome = { readonly file: ChatFile } | { readonly fault: UploadFault };

/** A file on its way. */
export interface Upload {
  cancel(): void;
}

/**
 * Sends one file; `onShare` is told how much of it has left, from 0 to 1: the one thing that
 * `fetch` cannot tell. `done` is called once, unless it is cancelled.
 */
export function upload(
  { address, headers }: UploadTarget,
  file: File,
  onShare: (share: number) => void,
  done: (outcome: Outcome) => void,
): Upload {
  const request = new XMLHttpRequest();
  request.open('POST', address);
  for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value);
  request.setRequestHeader('content-type', 'application/octet-stream');
  request.setRequestHeader('x-file-name', encodeURIComponent(file.name.replace(LONE, '')));
  request.upload.onprogress = ({ loaded, total }) => onShare(total > 0 ? loaded / total : 0);
  request.onload = () => done(outcomeOf(request));
  request.onerror = () => done(outcomeOf(request));
  request.send(file);
  return { cancel: () => request.abort() };
}

/** Halves of characters, which cannot be encoded. */
const LONE = /\p{Surrogate}/gu;

function outcomeOf({ status, responseText }: XMLHttpRequest): Outcome {
  // Made from the schema that the type comes from.
  if (status === 201) return { file: JSON.parse(responseText) as ChatFile };
  const mayRetry = status < 400 || status >= 429;
  return { fault: { name: 'failed', mayRetry, ...errorIn(responseText) } };
}

function errorIn(text: string): Pick<UploadFault, 'code' | 'reason' | 'values'> {
  try {
    const { error } = JSON.parse(text) as ErrorAnswer; // every error of the relay has this shape
    return { code: String(error.code), reason: String(error.message), values: error.values };
  } catch {
    // Nothing answered, or something between here and the relay did.
    return { code: 'unreachable', reason: '' };
  }
}
