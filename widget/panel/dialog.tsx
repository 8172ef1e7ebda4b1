import { useCallback, useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { Composer } from './composer/index.ts';
import { ConnectionNotice } from './connection-notice/index.ts';
import { ConsentBanner } from './consent/index.ts';
import { focusInto } from './focus.ts';
import { LazyOfflineForm, OfflineOffer } from './forms/index.ts';
import { Header } from './header/index.ts';
import { MessageList } from './messages/index.ts';
import type { PanelModel, PanelProps } from './model.ts';
import { QueuePosition } from './queue/index.ts';

/** The whole panel. It stays while closed, so that a draft and the place in the conversation are kept. */
export function PanelDialog({ model, actions }: PanelProps) {
  const { isOpen, words, visitor } = model;
  const dialog = useRef<HTMLDivElement>(null);
  const [draft, setDraft] = useState('');
  const [isForm, setForm] = useState(false);

  useEffect(() => {
    if (isOpen) focusInto(dialog.current);
  }, [isOpen]);

  function onKeyDown(event: KeyboardEvent): void {
    if (event.key === 'Escape' && !event.isComposing) actions.close();
  }

  // Each key draws the dialog anew, but not a conversation of thousands of messages.
  const conversation = useMemo(
    () => <MessageList model={model} actions={actions} />,
    [model, actions],
  );
  const toComposer = useCallback(() => setForm(false), []);

  function finish(): void {
    setDraft('');
    toComposer();
  }

  return (
    <div
      class="panel"
      role="dialog"
      aria-labelledby="title"
      tabIndex={-1}
      ref={dialog}
      lang={words.tag}
      dir={words.direction}
      onKeyDown={onKeyDown}
    >
      <Header model={model} actions={actions} />
      <ConnectionNotice connection={visitor.connection} words={words} />
      {model.isAskingConsent && <ConsentBanner model={model} actions={actions} />}
      {isForm ? (
        <LazyOfflineForm
          root={model.root}
          model={model}
          actions={actions}
          draft={draft}
          onDone={finish}
          onBack={toComposer}
        />
      ) : (
        <>
          {conversation}
          <QueuePosition model={model} />
          {visitor.accepting === false && !hasForm(model) && (
            <OfflineOffer words={words} onOpen={() => setForm(true)} />
          )}
          <Composer model={model} actions={actions} draft={draft} onDraft={setDraft} />
        </>
      )}
    </div>
  );
}

/** The visitor has left their address already. Pure. */
function hasForm({ visitor }: PanelModel): boolean {
  const { view, pending } = visitor;
  const isInLog = view.items.some((item) => item.type === 'said' && item.body.kind === 'form');
  return isInLog || pending.some(({ event }) => event.kind === 'form');
}
