import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { VisitorState } from '../../client/index.ts';
import type { FormName, VisitorId } from '../../protocol/index.ts';
import { Composer } from './composer/index.ts';
import { ConnectionNotice } from './connection-notice/index.ts';
import { ConsentBanner } from './consent/index.ts';
import { Ending } from './ending/index.ts';
import { focusInto } from './focus.ts';
import { ChatForm, OfflineOffer } from './forms/index.tsx';
import { Header } from './header/index.ts';
import { MessageList } from './messages/index.ts';
import type { Asked, PanelProps } from './model.ts';
import { TypingPreview } from './preview/index.ts';
import { QueuePosition } from './queue/index.ts';

const DIALOG = { role: 'dialog', 'aria-labelledby': 'title' } as const;
const PART_OF_PAGE = { ...DIALOG, role: 'region' } as const;

/** The whole panel. It stays while closed, so that the place in the conversation is kept. */
export function PanelDialog({ model, actions }: PanelProps) {
  const { isOpen, isEmbedded, words, visitor } = model;
  const dialog = useRef<HTMLDivElement>(null);
  const kept = actions.draft;
  const [draft, showDraft] = useState(kept.read);
  const [form, setForm] = useState<FormName>();
  const [asked, setAsked] = useState<Asked>();
  /** Who went on without the form before the chat: somebody else is asked again. */
  const [skipper, setSkipper] = useState<VisitorId | null>(null);
  const shownForm =
    model.formShown ?? form ?? (isPreChatDue(visitor, skipper) ? 'preChat' : undefined);

  useEffect(() => {
    if (isOpen) focusInto(dialog.current);
  }, [isOpen]);
  useEffect(() => kept.follow(() => showDraft(kept.read())), [kept]);

  /** The button goes, but not the focus. */
  function reconnect(): void {
    actions.connect();
    focusInto(dialog.current);
  }

  function setDraft(text: string): void {
    kept.write(text);
    showDraft(text);
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (event.key === 'Escape' && !event.isComposing && !isEmbedded) actions.close();
  }

  // Each key draws the dialog anew, but not a conversation of thousands of messages.
  const conversation = useMemo(
    () => <MessageList model={model} actions={actions} onQuote={quote} />,
    [model, actions],
  );

  function quote(quotation: string): void {
    setDraft(quotation + kept.read());
    focusInto(dialog.current);
  }

  function toComposer(): void {
    setForm(undefined);
    setSkipper(visitor.visitor);
    // Back to the chat before: what must be answered was not.
    if (!form) actions.startChat(false);
  }

  function finish(hasDraft: boolean): void {
    if (hasDraft) setDraft('');
    setForm(undefined);
    setSkipper(visitor.visitor);
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: a dialog, or a region where it is a part of the page
    <div
      class="panel"
      {...(isEmbedded ? PART_OF_PAGE : DIALOG)}
      tabIndex={-1}
      ref={dialog}
      lang={words.tag}
      dir={words.direction}
      onKeyDown={onKeyDown}
    >
      <Header model={model} actions={actions} onAsk={setAsked} />
      <ConnectionNotice model={model} onRetry={reconnect} />
      {model.isAskingConsent && <ConsentBanner model={model} actions={actions} />}
      {shownForm ? (
        <ChatForm
          key={shownForm}
          name={shownForm}
          model={model}
          actions={actions}
          draft={draft}
          onDone={finish}
          onBack={toComposer}
          onFailed={toComposer}
        />
      ) : (
        <>
          {conversation}
          <QueuePosition model={model} />
          {visitor.accepting === false && (
            <OfflineOffer model={model} onOpen={() => setForm('offline')} />
          )}
          {(asked || (visitor.view.state === 'closed' && !visitor.isBeginning)) && (
            <Ending
              model={model}
              actions={actions}
              asked={asked}
              onAsk={setAsked}
              onSurvey={() => setForm('postChat')}
            />
          )}
          {visitor.config?.typingPreview && (
            <TypingPreview model={model} actions={actions} draft={draft} />
          )}
          <Composer model={model} actions={actions} draft={draft} onDraft={setDraft} />
        </>
      )}
    </div>
  );
}

/** The site asks before a chat, and there is none yet; before another one only what must be answered. Pure. */
function isPreChatDue(
  { config, visitor, chat, isBeginning, pending, reason }: VisitorState,
  skipper: VisitorId | null,
): boolean {
  const { enabled, voluntary } = config?.forms.preChat ?? {};
  const isDue = isBeginning ? !voluntary : chat === null && visitor !== skipper;
  const mayBegin = visitor !== null && pending.length === 0 && reason !== 'banned';
  return isDue && mayBegin && enabled === true;
}
