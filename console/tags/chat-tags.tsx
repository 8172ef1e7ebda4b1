import { useRef, useState } from 'preact/hooks';
import type { OperatorClient } from '../../client/index.ts';
import type { ChatSummary, Tag } from '../../protocol/index.ts';
import { useCommands } from '../commands/index.ts';
import { t } from '../text/index.ts';
import { Icon } from '../ui/index.ts';
import { asText } from '../visitors/index.ts';
import { allTags } from './all-tags.ts';
import { TagMark } from './tag-mark.tsx';
import { TagPicker } from './tag-picker.tsx';
import { tagsFor, tagsOf } from './tags-of.ts';

/** The tags of the open chat, each with a way to take it off, and what puts on others. */
export function ChatTags({
  chat,
  client,
  isReader,
}: {
  chat: ChatSummary;
  client: OperatorClient;
  isReader: boolean;
}) {
  const [isPicking, setPicking] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const all = allTags.value;
  const tags = tagsOf(chat, all);
  const mayPut = () => !isReader;
  useCommands(
    [
      {
        id: 'chat.tags',
        words: t('tagsCommand'),
        keys: 'l',
        isAvailable: mayPut,
        run: () => setPicking(true),
      },
      ...tagsFor(chat.site.id, all).map((tag) => {
        const isOn = tags.includes(tag);
        return {
          id: `tag.${tag.id}`,
          words: t(isOn ? 'tagOff' : 'tagOn', { name: asText(tag.name) }),
          isOnlySearched: true,
          isAvailable: mayPut,
          run: () => put(tag, !isOn),
        };
      }),
    ],
    'chat',
  );
  if (isReader && tags.length === 0) return null;

  function put(tag: Tag, on: boolean) {
    client.send(chat.id, { kind: 'tagged', tag: tag.id, on });
  }

  function close() {
    setPicking(false);
    button.current?.focus();
  }

  return (
    <div class="chat-tags">
      {tags.length > 0 && (
        <ul aria-label={t('tagsOf')}>
          {tags.map((tag) => (
            <li key={tag.id}>
              <TagMark tag={tag}>
                {!isReader && (
                  <button
                    type="button"
                    aria-label={t('tagOff', { name: asText(tag.name) })}
                    onClick={() => put(tag, false)}
                  >
                    <Icon name="close" />
                  </button>
                )}
              </TagMark>
            </li>
          ))}
        </ul>
      )}
      {!isReader && (
        <div class="tag-door">
          <button
            ref={button}
            type="button"
            class="bare"
            aria-haspopup="dialog"
            aria-expanded={isPicking}
            onClick={() => setPicking(!isPicking)}
          >
            <Icon name="tag" />
            {t('editTags')}
          </button>
          {isPicking && <TagPicker chat={chat} onPick={put} onClose={close} />}
        </div>
      )}
    </div>
  );
}
