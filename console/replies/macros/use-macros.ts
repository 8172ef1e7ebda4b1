import { signal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import type { OperatorClient } from '../../../client/index.ts';
import type { CannedResponse, ChatId, Macro, OperatorSend } from '../../../protocol/index.ts';
import { fillVariables } from '../../../protocol/later.ts';
import { live } from '../../session.ts';
import { refusalWords, t } from '../../text/index.ts';
import { keepKept, readKept, withFilesOf } from '../kept-drafts.ts';
import { prepared, readPrepared } from '../prepared.ts';
import { sendKeptFiles } from '../send-kept-files.ts';
import { valuesOf } from '../values-of.ts';
import { type MacroActs, type MacroRun, runMacro } from './run-macro.ts';

/** A macro that runs, or ran last, in a chat. */
export interface RunNow {
  readonly macro: Macro;
  readonly run: MacroRun;
}

/** By their chats: a run goes on while the operator looks at another one. */
const runs = signal<ReadonlyMap<ChatId, RunNow>>(new Map());

interface MacrosOptions {
  readonly id: ChatId;
  readonly client: OperatorClient;
  /** Puts a response into the composer, which is there while the chat is open. */
  readonly insert: (response: CannedResponse) => void;
  /** Adds a text to the chat's draft, once the composer is gone. */
  readonly addToDraft: (text: string) => void;
}

/** Runs macros in a chat, one at a time. */
export function useMacros(options: MacrosOptions): {
  readonly now: RunNow | undefined;
  readonly run: (macro: Macro) => void;
  readonly forget: () => void;
} {
  const { id, client } = options;
  const composer = useRef<MacrosOptions['insert'] | null>(null);
  composer.current = options.insert;
  useEffect(
    () => () => {
      composer.current = null;
    },
    [],
  );
  return {
    now: runs.value.get(id),
    run(macro) {
      if (runs.peek().get(id)?.run.name === 'running') return;
      const acts = actsIn(client, id, (response, text) => {
        if (composer.current) composer.current(response);
        else {
          options.addToDraft(text);
          keepKept(id, withFilesOf(readKept(id), response));
        }
      });
      void runMacro(macro, acts, (run) => note(id, { macro, run }));
    },
    forget: () => note(id, undefined),
  };
}

function note(chat: ChatId, now: RunNow | undefined): void {
  const others = new Map(runs.peek());
  others.delete(chat);
  runs.value = now ? others.set(chat, now) : others;
}

function actsIn(
  client: OperatorClient,
  id: ChatId,
  /** `text` is the response's, filled in. */
  insert: (response: CannedResponse, text: string) => void,
): MacroActs {
  async function send(event: OperatorSend): Promise<string | undefined> {
    try {
      const sent = client.send(id, event);
      const refusal = await client.settled(sent);
      if (refusal === null) return undefined;
      // What was said stays in the log to be sent again; a step that cannot be taken is told of once.
      if (!('text' in event)) client.discard(sent);
      return refusalWords(refusal);
    } catch (error) {
      return error instanceof Error ? error.message : '';
    }
  }

  function filled(text: string) {
    const chat = live.peek()?.chats.get(id);
    if (!chat) return { text: '', missing: [] };
    return fillVariables(text, valuesOf(chat, live.peek()?.me?.name ?? ''));
  }

  return {
    send,
    async insert(response) {
      insert(response, filled(response.text).text);
      return undefined;
    },
    note: (text) => send({ kind: 'note', text: filled(text).text }),
    async sendResponse(response) {
      const { text, missing } = filled(response.text);
      // Nobody looks at it before it goes.
      if (missing.length > 0) return t('variablesUnknown', { names: missing.join(', ') });
      const reason = await send({ kind: 'message', text });
      if (reason !== undefined) return reason;
      const own = response.files.map((file) => file.id);
      const outcome = await sendKeptFiles(client, id, response.id, own);
      if ('reason' in outcome) return outcome.reason;
      for (const sent of outcome.sent) {
        const refusal = await client.settled(sent);
        if (refusal !== null) return refusalWords(refusal);
      }
      return undefined;
    },
    async findResponse(wished) {
      const found = prepared.peek().responses.find((one) => one.id === wished);
      if (found) return found;
      await readPrepared();
      return prepared.peek().responses.find((one) => one.id === wished);
    },
    noResponse: t('responseGone'),
  };
}
