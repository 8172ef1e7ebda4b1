import { useState } from 'preact/hooks';
import type { OperatorClient } from '../../../client/index.ts';
import type { CannedResponse, ChatId } from '../../../protocol/index.ts';
import { type KeptToSend, keepKept, readKept, withFilesOf } from '../kept-drafts.ts';
import { sendKeptFiles } from '../send-kept-files.ts';

/** The files of canned responses that go with what is being written. */
export interface Kept {
  readonly files: readonly KeptToSend[];
  /** Why they could not be sent; empty where nothing went wrong. */
  readonly fault: string;
  add(response: CannedResponse): void;
  remove(one: KeptToSend): void;
  /** Sends them all; those that could not be sent stay. */
  send(): Promise<void>;
}

export function useKept(chat: ChatId, client: OperatorClient): Kept {
  const [files, setFiles] = useState(() => readKept(chat));
  const [fault, setFault] = useState('');

  function change(next: readonly KeptToSend[]) {
    keepKept(chat, next);
    setFiles(next);
  }

  return {
    files,
    fault,
    add(response) {
      setFault('');
      // What is kept, not what was drawn: a macro adds at any time.
      change(withFilesOf(readKept(chat), response));
    },
    remove: (one) => change(files.filter((other) => other !== one)),
    async send() {
      setFault('');
      let rest = files;
      while (rest[0]) {
        const { response } = rest[0];
        const own = rest.filter((one) => one.response === response).map(({ file }) => file.id);
        const outcome = await sendKeptFiles(client, chat, response, own);
        if ('reason' in outcome) return setFault(outcome.reason);
        rest = rest.filter((one) => one.response !== response);
        change(rest);
      }
    },
  };
}
