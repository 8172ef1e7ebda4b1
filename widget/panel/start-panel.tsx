import { render } from 'preact';
import type { VisitorState } from '../../client/index.ts';
import type { Panel, PanelDoor } from '../loader/index.ts';
import { createTranslator, type Locale, loadWords, type Translator } from '../text/index.ts';
import { drawBadge } from './badge.ts';
import { PanelDialog } from './dialog.tsx';
import { fitToViewport, panelSheets } from './look/index.ts';
import type { PanelActions, PanelModel } from './model.ts';
import { createPageTeller } from './tell-page.ts';
import { createVisitorLine } from './visitor-line.ts';
import { statusOf } from './visitor-status.ts';

/** Draws the panel, closed, beside the launcher. Resolves when the language is there. */
export async function startPanel(door: PanelDoor, locale: Locale): Promise<Panel> {
  const { root, settings } = door;
  let words = await translatorFor(locale);
  let isOpen = false;
  let isDrawing = false;

  const line = createVisitorLine(door, () => words.tag);
  const { client } = line;
  const frame = document.createElement('div');
  frame.className = 'place';
  frame.hidden = true;
  const ownSheets = panelSheets();
  const setBadge = drawBadge(door.button);
  const tellPage = createPageTeller(door.emit);
  const stopFitting = fitToViewport(root);
  root.adoptedStyleSheets = [...root.adoptedStyleSheets, ...ownSheets];
  root.append(frame);

  const actions: PanelActions = {
    send: line.send,
    retry: client.retry,
    discard: client.discard,
    typing: client.typing,
    close: door.close,
    decide(choice, by, text) {
      line.decide({ choice, by, text });
      drawSoon();
    },
  };

  function modelOf(visitor: VisitorState): PanelModel {
    const consent = line.consent();
    const isAskingConsent = settings.consent === 'banner' && consent.name === 'undecided';
    const { welcome } = settings;
    return { visitor, isOpen, consent, isAskingConsent, welcome, words, root };
  }

  function draw(): void {
    isDrawing = false;
    const visitor = client.getState();
    const unread = line.unread();
    setBadge(unread, unread === 0 ? 'Chat' : `Chat, ${words.say('unread', { count: unread })}`);
    frame.hidden = !isOpen;
    render(<PanelDialog model={modelOf(visitor)} actions={actions} />, frame);
  }

  /** Many changes of one turn are drawn once. */
  function drawSoon(): void {
    if (isDrawing) return;
    isDrawing = true;
    queueMicrotask(() => {
      if (isDrawing) draw();
    });
  }

  const unsubscribe = client.subscribe(() => {
    tellPage(client.getState(), line.unread());
    drawSoon();
  });

  return {
    open() {
      isOpen = true;
      line.setWatched(true);
      draw();
    },
    close() {
      isOpen = false;
      line.setWatched(false);
      draw();
    },
    send: (text) => line.send({ kind: 'message', text }),
    identify: client.identify,
    setLocale(next) {
      void translatorFor(next).then((made) => {
        words = made;
        drawSoon();
      });
    },
    resume: line.resume,
    decide(decision) {
      line.decide(decision);
      drawSoon();
    },
    reset() {
      door.close();
      line.reset();
      drawSoon();
    },
    state() {
      const visitor = client.getState();
      return {
        status: statusOf(visitor),
        unread: line.unread(),
        accepting: visitor.accepting,
        connection: visitor.connection.name,
        consent: line.consent().name,
      };
    },
    destroy() {
      isDrawing = false;
      unsubscribe();
      line.destroy();
      stopFitting();
      render(null, frame);
      frame.remove();
    },
  };
}

async function translatorFor(locale: Locale): Promise<Translator> {
  return createTranslator(await loadWords(locale.language), locale);
}
