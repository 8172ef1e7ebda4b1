import { render } from 'preact';
import type { VisitorState } from '../../client/index.ts';
import type { Panel, PanelDoor } from '../loader/index.ts';
import { translatorFor } from '../text/index.ts';
import type { Attention } from './attention/index.ts';
import { drawBadge } from './badge.ts';
import { ConsentBanner } from './consent/index.ts';
import { PanelDialog } from './dialog.tsx';
import { fitToViewport, panelSheets } from './look/index.ts';
import type { PanelActions, PanelModel } from './model.ts';
import { createPageTeller } from './tell-page.ts';
import { createVisitorLine } from './visitor-line.ts';
import { statusOf } from './visitor-status.ts';

/** The class of the panel's frame, once somebody asked for the panel. */
const ASKED = 'place';
/** The same before. */
const UNASKED = 'place unasked';

/** Draws the panel, closed, beside the launcher. Resolves when the language is there, and the banner where it is due. */
export async function startPanel(door: PanelDoor, language: string): Promise<Panel> {
  const { root, site, relay, embed, shows = asItIs } = door;
  let { settings } = door;
  let wanted = language;
  let words = await translatorFor(door, wanted);
  const asks = settings.consent === 'banner' && door.consent === 'undecided';
  const banner = asks && ConsentBanner.load(root).catch(ignore);
  let isOpen = false;
  let isDrawing = false;
  let hasReopened = false;
  let attending: Promise<Attention> | undefined;

  const line = createVisitorLine(door, () => words.tag);
  const { client } = line;
  const frame = document.createElement('div');
  // It may show without anybody having asked for it: then it takes no focus, and connects when somebody touches it.
  frame.className = (door.isUnasked ?? embed) ? UNASKED : ASKED;
  frame.hidden = true;
  const { sheets, setScheme } = panelSheets();
  const setBadge = drawBadge(door.button);
  const tellPage = createPageTeller(door.emit);
  const stopFitting = fitToViewport(root);
  setScheme(settings.scheme);
  root.adoptedStyleSheets = [...root.adoptedStyleSheets, ...sheets];
  root.append(frame);
  if (embed) (await import('./embed/index.ts')).embedIn(embed, root);
  for (const touch of ['focusin', 'pointerdown']) frame.addEventListener(touch, beginAsked);

  const actions: PanelActions = {
    draft: line.draft,
    send: line.send,
    connect: client.connect,
    retry: client.retry,
    discard: client.discard,
    typing: client.typing,
    startChat: client.startChat,
    readEarlier: client.readEarlier,
    choices: line.choices,
    close: door.close,
    pass: line.pass,
    token: line.token,
    decide(choice, by, text) {
      line.decide({ choice, by, text });
      drawSoon();
    },
  };

  function modelOf(visitor: VisitorState): PanelModel {
    const consent = line.consent();
    const isAskingConsent = settings.consent === 'banner' && consent.name === 'undecided';
    const isEmbedded = embed !== null;
    const place = { site, relay, settings, isEmbedded, root };
    const leftOff = line.leftOff();
    const formShown = door.formShown?.();
    return { visitor, isOpen, leftOff, consent, isAskingConsent, words, formShown, ...place };
  }

  /** The site's greeting is among its words. */
  function speak(next: string): void {
    wanted = next;
    const by = settings;
    void translatorFor({ ...door, settings }, next).then((made) => {
      // Of several changes at once the last one counts, whichever language arrives last.
      if (wanted === next && settings === by) words = made;
      drawSoon();
    });
  }

  function beginAsked(): void {
    if (frame.className === ASKED) return;
    frame.className = ASKED;
    if (isOpen && !hasReopened) line.setWatched(true);
  }

  function draw(): void {
    isDrawing = false;
    const visitor = shows(client.getState());
    const unread = line.unread();
    setBadge(unread, unread === 0 ? 'Chat' : `Chat, ${words.say('unread', { count: unread })}`);
    frame.hidden = !isOpen;
    placeLauncher();
    render(<PanelDialog model={modelOf(visitor)} actions={actions} />, frame);
  }

  /** While nobody is there, some sites have a launcher only for those who have a chat. */
  function placeLauncher(): void {
    if (settings.isAway) door.button.hidden = !isOpen && !line.isLive();
  }

  /** Many changes of one turn are drawn once. */
  function drawSoon(): void {
    if (isDrawing) return;
    isDrawing = true;
    queueMicrotask(() => {
      if (isDrawing) draw();
    });
  }

  /** Needed from the first unread message on. */
  function attend(): void {
    if (!attending && line.unread() === 0) return;
    attending ??= import('./attention/index.ts').then(({ createAttention }) =>
      createAttention(line, door.button, () => words),
    );
    attending.then((attention) => attention.look(), ignore);
  }

  /** Few pages tell anything; what they told before there was a line waits for it. */
  function hear(): void {
    const { told } = door;
    if (told[0]) void import('./tell-relay.ts').then((it) => it.tellRelay(told, client), ignore);
  }

  /** On the next page of the tab, without taking its focus. */
  function reopen(): void {
    // The page may have hidden the widget.
    if (!line.mayReopen() || root.host.hasAttribute('hidden')) return;
    hasReopened = true;
    frame.className = UNASKED;
    door.reopen();
  }

  const unsubscribe = client.subscribe(() => {
    hear();
    reopen();
    tellPage(client.getState(), line.unread());
    attend();
    drawSoon();
  });

  door.on('told', hear);

  // Coming later it would push down what the visitor reads.
  await banner;

  return {
    open() {
      isOpen = true;
      if (hasReopened || frame.className === ASKED) line.setWatched(true);
      draw();
    },
    close() {
      if (hasReopened) beginAsked();
      isOpen = false;
      line.setWatched(false);
      draw();
    },
    send: (text) => line.send({ kind: 'message', text }),
    endChat: line.endChat,
    identify: client.identify,
    setLooks(next) {
      settings = next;
      setScheme(settings.scheme);
      speak(wanted);
      drawSoon();
    },
    setLocale: speak,
    resume() {
      placeLauncher();
      line.resume();
    },
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
        language: words.tag,
      };
    },
    destroy() {
      isDrawing = false;
      unsubscribe();
      void attending?.then((attention) => attention.destroy(), ignore);
      line.destroy();
      stopFitting();
      render(null, frame);
      frame.remove();
    },
  };
}

function asItIs(visitor: VisitorState): VisitorState {
  return visitor;
}

function ignore(): void {
  // Whoever misses the sound still has the badge, and the chat works without the banner and what the page told.
}
