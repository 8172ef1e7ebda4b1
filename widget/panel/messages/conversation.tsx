import type { RefObject } from 'preact';
import { useState } from 'preact/hooks';
import type { EventId } from '../../../protocol/index.ts';
import { FileView } from '../files/index.tsx';
import type { PanelProps } from '../model.ts';
import { EarlierChats } from './earlier-chats.tsx';
import { groupMessages } from './group-messages.ts';
import { lastRows } from './last-rows.ts';
import type { OpenTools } from './message.tsx';
import { RowView } from './row-view.tsx';
import { ToLatest } from './to-latest.tsx';
import { TypingIndicator } from './typing-indicator.tsx';
import { useEnd } from './use-end.ts';

export { default as messagesCss } from './messages.css?inline';

/** So many messages are drawn at first, and with each step up; see docs/decisions/whole-chats.md. */
const PAGE = 200;

interface ConversationProps extends PanelProps {
  /** Scrolls; the conversation stands in it. */
  readonly list: RefObject<HTMLDivElement | null>;
  readonly onQuote: (quotation: string) => void;
  readonly onFailed: () => void;
}

/** Everything in the list of messages: the visitor's chats one after another, and who is typing. */
export function Conversation({ model, actions, list, onQuote }: ConversationProps) {
  const { visitor, words, leftOff } = model;
  const { view, isBeginning, typing } = visitor;
  const isBanned = visitor.reason === 'banned';
  const [current, setCurrent] = useState<OpenTools['current']>(null);
  const end = useEnd(list, model);
  const [most, setMost] = useState(PAGE);
  const all = groupMessages(visitor, leftOff);
  const rows = lastRows(all, most);
  const isCut = rows !== all;
  const lastOwn = rows.findLast((row) => row.type === 'group' && row.isOwn)?.key;
  const lastGroup = rows.findLast((row) => row.type === 'group');
  const last: EventId | undefined = lastGroup?.bubbles.at(-1)?.id;
  const drawFile: OpenTools['drawFile'] = (file) => (
    <FileView model={model} actions={actions} file={file} />
  );
  const tools: OpenTools = { current, last, onCurrent: setCurrent, onQuote, drawFile };

  return (
    <>
      <EarlierChats
        model={model}
        list={list}
        isCut={isCut}
        drawn={most}
        onMore={() => {
          setMost(most + PAGE);
          if (!isCut) actions.readEarlier();
        }}
      />
      {rows.map((row) => (
        <RowView
          key={row.key}
          row={row}
          model={model}
          actions={actions}
          tools={tools}
          showsDelivery={row.key === lastOwn}
        />
      ))}
      {typing && <TypingIndicator model={model} />}
      {isBanned && <p class="step">{words.say('banned')}</p>}
      {view.state === 'closed' && !isBeginning && !isBanned && (
        <button type="button" class="link begin" onClick={() => actions.startChat()}>
          {words.say('startChat')}
        </button>
      )}
      {!end.isAtEnd && <ToLatest count={end.news} words={words} onClick={end.toEnd} />}
    </>
  );
}
