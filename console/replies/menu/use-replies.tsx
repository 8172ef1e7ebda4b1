import type { ComponentChildren } from 'preact';
import { useEffect, useId, useState } from 'preact/hooks';
import type { OperatorClient } from '../../../client/index.ts';
import type { CannedResponse, ChatId, Macro } from '../../../protocol/index.ts';
import { fillVariables, type Variable } from '../../../protocol/later.ts';
import { live } from '../../session.ts';
import { t } from '../../text/index.ts';
import { activeOption, type Options, useOptions } from '../../ui/index.ts';
import { findReplies, type Offer } from '../find-replies.ts';
import { RunNotice, useMacros } from '../macros/index.ts';
import { prepared, refreshPrepared } from '../prepared.ts';
import { valuesOf } from '../values-of.ts';
import { KeptRows } from './kept-rows.tsx';
import { ReplyMenu } from './reply-menu.tsx';
import type { Slash } from './slash.ts';

import { useKept } from './use-kept.ts';
import { useReplyCommands } from './use-reply-commands.ts';
import { useSlash } from './use-slash.ts';
import { useWhileOpen } from './use-while-open.ts';
import { useWriter } from './use-writer.ts';

/** What was read so lately is not read again where the menu opens … */
const MENU_FRESH_MS = 5_000;
/** … or a chat, which happens more often. */
const CHAT_FRESH_MS = 60_000;

/** What the composer hands in. */
export interface RepliesOptions {
  readonly id: ChatId;
  readonly client: OperatorClient;
  readonly input: { readonly current: HTMLTextAreaElement | null };
  readonly text: string;
  readonly change: (text: string) => void;
  /** Adds to the draft of this chat, also once the composer is gone. */
  readonly addToDraft: (text: string) => void;
  /** A note is for operators: files do not go with it. */
  readonly isNote: boolean;
  /** Does what takes the chat from a colleague, after a question: a macro that sends something. */
  readonly takeOver: (act: () => void) => void;
}

/** What the composer shows and does of what is prepared. */
export interface Replies {
  /** Goes onto the text's own element. */
  readonly inputProps: object;
  /** Whether a key was for the menu. */
  readonly onKey: (event: KeyboardEvent) => boolean;
  /** The text, or the caret in it, is another one now. */
  readonly follow: () => void;
  /** Opens the menu where one writes. */
  readonly open: () => void;
  readonly isOpen: boolean;
  readonly menu: ComponentChildren;
  /** What stands above the text: files that go with it, what is not known, how a macro goes on. */
  readonly above: ComponentChildren;
  /** Whether there are files to send. */
  readonly hasFiles: boolean;
  /** The message is sent: its files follow. */
  readonly onSent: () => void;
}

/** Canned responses and macros in the composer: the menu that a stroke opens, and what follows from it. */
export function useReplies(options: RepliesOptions): Replies {
  const { id, client, input, text, isNote } = options;
  const menuId = useId();
  const [missing, setMissing] = useState<readonly Variable[]>([]);
  const kept = useKept(id, client);
  const writer = useWriter(options);
  const chat = live.value?.chats.get(id);
  const values = chat && valuesOf(chat, live.value?.me?.name ?? '');
  const { slash, close, leave, follow, open } = useSlash(input, writer.put);
  const macros = useMacros({
    id,
    client,
    insert: (response) => insert(response),
    addToDraft: options.addToDraft,
  });
  const offers = slash && chat ? findReplies(slash.query, prepared.value, chat.site.id) : [];
  const isAsked = slash !== null;
  useEffect(() => void refreshPrepared(isAsked ? MENU_FRESH_MS : CHAT_FRESH_MS), [isAsked]);

  function insert(response: CannedResponse, at?: Slash) {
    if (!values) return;
    const filled = fillVariables(response.text, values);
    writer.put(filled.text, at);
    setMissing(filled.missing);
    kept.add(response);
  }

  function choose(offer: Offer | undefined) {
    if (!offer || !slash) return;
    close();
    if (offer.type === 'response') return insert(offer.response, slash);
    writer.put('', slash);
    run(offer.macro);
  }

  function run(macro: Macro) {
    const sends = macro.steps.some(({ kind }) => kind === 'send');
    if (sends) options.takeOver(() => macros.run(macro));
    else macros.run(macro);
  }

  const list: Options = useOptions({
    count: offers.length,
    of: slash?.query ?? '',
    onChoose: (index) => choose(offers[index]),
    onClose: leave,
    isInText: true,
  });
  const isOpen = slash !== null && (offers.length > 0 || slash.query === '');
  useWhileOpen(isOpen, { follow, close });
  useReplyCommands({ site: chat?.site.id, open, insert, run });

  return {
    inputProps: {
      'aria-autocomplete': 'list',
      'aria-controls': isOpen ? menuId : undefined,
      'aria-activedescendant': isOpen ? activeOption(menuId, list) : undefined,
    },
    onKey: (event) => isOpen && list.onKey(event),
    follow,
    open,
    isOpen,
    menu: isOpen && values && (
      <ReplyMenu
        id={menuId}
        offers={offers}
        options={list}
        onChoose={choose}
        isNote={isNote}
        values={values}
      />
    ),
    above: (
      <>
        {!isNote && <KeptRows kept={kept.files} onRemove={kept.remove} />}
        {kept.fault && (
          <p class="small failed" role="alert">
            {t('filesNotSent', { reason: kept.fault })}
          </p>
        )}
        <p class="small muted missing" aria-live="polite">
          {missing.length > 0 &&
            text !== '' &&
            t('variablesMissing', { names: missing.join(', ') })}
        </p>
        <RunNotice run={macros.now} onClose={macros.forget} />
      </>
    ),
    hasFiles: !isNote && kept.files.length > 0,
    onSent() {
      setMissing([]);
      if (!isNote) void kept.send();
    },
  };
}
