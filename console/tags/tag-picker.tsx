import { useEffect, useId, useRef, useState } from 'preact/hooks';
import type { ChatSummary, Tag } from '../../protocol/index.ts';
import { LIMITS } from '../../protocol/index.ts';
import { api } from '../api.ts';
import { mayManage, session } from '../session.ts';
import { t } from '../text/index.ts';
import { activeOption, Icon, OptionList, useOptions } from '../ui/index.ts';
import { allTags } from './all-tags.ts';
import { pickableTags, type TagOption } from './pickable-tags.ts';
import { TagMark } from './tag-mark.tsx';
import { tagsOf } from './tags-of.ts';

/** Puts tags on a chat and takes them off; managers make new ones here too. */
export function TagPicker({
  chat,
  onPick,
  onClose,
}: {
  chat: ChatSummary;
  onPick: (tag: Tag, on: boolean) => void;
  onClose: () => void;
}) {
  const id = useId();
  const [text, setText] = useState('');
  const [fault, setFault] = useState('');
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => input.current?.focus(), []);
  const all = allTags.value;
  const mayMake = session.value.name === 'signed-in' && mayManage(session.value.operator);
  const on = tagsOf(chat, all);
  const found = pickableTags({ text, site: chat.site.id, all, mayMake });
  const options = useOptions({
    count: found.length,
    of: text,
    onChoose: (index) => void choose(found[index]),
    onClose,
  });

  async function choose(option: TagOption | undefined) {
    setFault('');
    if (!option) return;
    if ('tag' in option) return pick(option.tag);
    try {
      pick(await api.createTag(option.make));
      setText('');
    } catch (error) {
      setFault(error instanceof Error ? error.message : '');
    }
  }

  function pick(tag: Tag) {
    const isOn = on.includes(tag);
    if (!isOn && on.length >= LIMITS.tagsPerChat) {
      return setFault(t('tagsLimit', { limit: LIMITS.tagsPerChat }));
    }
    onPick(tag, !isOn);
  }

  return (
    <div
      class="tag-picker"
      role="dialog"
      aria-label={t('editTags')}
      onFocusOut={({ currentTarget, relatedTarget }) => {
        if (relatedTarget instanceof Node && !currentTarget.contains(relatedTarget)) onClose();
      }}
    >
      <input
        ref={input}
        role="combobox"
        aria-label={t('findTag')}
        placeholder={t('findTag')}
        aria-expanded="true"
        aria-controls={id}
        aria-autocomplete="list"
        aria-activedescendant={activeOption(id, options)}
        autocomplete="off"
        maxLength={LIMITS.tagNameCodePoints}
        value={text}
        onInput={({ currentTarget }) => setText(currentTarget.value)}
        onKeyDown={options.onKey}
      />
      <OptionList
        id={id}
        label={t('tags')}
        items={found}
        options={options}
        keyOf={(option) => ('tag' in option ? option.tag.id : 'make')}
        isSelected={(option) => 'tag' in option && on.includes(option.tag)}
        onChoose={(option) => void choose(option)}
      >
        {(option) =>
          'tag' in option ? (
            <>
              <TagMark tag={option.tag} />
              {on.includes(option.tag) && <Icon name="check" />}
            </>
          ) : (
            t('tagMake', { name: option.make.name })
          )
        }
      </OptionList>
      <p class="small muted" aria-live="polite">
        {found.length === 0 ? t(all.length === 0 ? 'noTags' : 'noTagsFound') : t('tagsHint')}
      </p>
      {fault && (
        <p class="small failed" role="alert">
          {fault}
        </p>
      )}
    </div>
  );
}
