import type { CannedResponse, Macro } from '../../../protocol/index.ts';
import { type Command, useCommands } from '../../commands/index.ts';
import { t } from '../../text/index.ts';
import { asText } from '../../visitors/index.ts';
import { isForSite } from '../find-replies.ts';
import { keysOf } from '../macros/index.ts';
import { prepared } from '../prepared.ts';

/** Offers the menu, each macro with its key, and each canned response to who searches for it. */
export function useReplyCommands({
  site,
  open,
  insert,
  run,
}: {
  /** The chat's; undefined until it is known. */
  site: string | undefined;
  open: () => void;
  insert: (response: CannedResponse) => void;
  run: (macro: Macro) => void;
}): void {
  const isHere = site === undefined ? () => false : isForSite(site);
  const responses = prepared.value.responses.filter(isHere);
  const macros = prepared.value.macros.filter(isHere);
  const keys = keysOf(macros);
  useCommands(
    [
      { id: 'chat.replies', words: t('openReplies'), keys: 'm', run: open },
      ...macros.map((macro): Command => {
        const key = keys.get(macro.id);
        return {
          id: `macro.${macro.id}`,
          words: t('macroCommand', { name: asText(macro.name) }),
          ...(key && { keys: `Shift+Digit${key}` }),
          run: () => run(macro),
        };
      }),
      ...responses.map(
        (response): Command => ({
          id: `response.${response.id}`,
          words: t('responseCommand', { shortcut: asText(response.shortcut) }),
          isOnlySearched: true,
          run: () => insert(response),
        }),
      ),
    ],
    'chat',
  );
}
