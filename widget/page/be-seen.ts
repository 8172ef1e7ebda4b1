import { browserEnvironment, createConnection } from '../../client/index.ts';
import {
  NAMES,
  type ToVisitorFrame,
  type VisitorFrame,
  type VisitorHello,
  type VisitorToken,
} from '../../protocol/index.ts';
import { consentByPage, readVisitorCookie, writeVisitorCookie } from '../keeping/index.ts';
import type { PageDoor } from '../loader/index.ts';
import { currentPage, followPage } from './follow-page.ts';

/** Widgets whose visitor is seen already, by what ends them. */
const known = new WeakSet<AbortSignal>();

/** The longest language tag that a hello takes. */
const TAG_CHARS = 35;

/**
 * Lets operators see on which page the visitor is, over a line that carries nothing else. It gives way to the panel's own line and
 * comes back when that one ends; it ends when the visitor takes their consent back. An operator who writes brings the panel.
 */
export function beSeen(door: PageDoor): void {
  const { site, relay, on, told, end, state, tryPanel } = door;
  if (end.signal.aborted || known.has(end.signal)) return;
  known.add(end.signal);
  /** Given by the relay on this page; the cookie has it too, where the browser takes one. */
  let ownToken: VisitorToken | undefined;
  /** The relay does not know yet that this visitor agreed. */
  let isUntold = false;

  const connection = createConnection<ToVisitorFrame, VisitorFrame>({
    environment: browserEnvironment(),
    url: relay + NAMES.visitorSocket,
    hello,
    onFrame,
    onState({ name }) {
      if (name !== 'open') return;
      if (isUntold) connection.send({ type: 'consent', consent: consentByPage(location.href) });
      isUntold = false;
      tellRelay();
    },
    // They were forgotten: whether they come back as somebody new is theirs to say. The connection has yet to say when it tries again.
    onTokenRefused: () => queueMicrotask(connection.disconnect),
  });
  const unfollow = followPage(({ url, title }) => connection.send({ type: 'page', url, title }));
  on('consent', look);
  on('connection', look);
  on('told', tellRelay);
  end.signal.addEventListener('abort', () => {
    unfollow();
    connection.destroy();
  });
  look();

  /** One line is enough: the panel's, or this one. */
  function look(): void {
    const { consent, connection: panels } = state();
    const isWanted = consent === 'granted' && panels === 'idle';
    const isThere = connection.state.name !== 'idle';
    if (isWanted && !isThere) connection.connect();
    if (!isWanted && isThere) connection.disconnect({ type: 'bye' });
  }

  function hello(): VisitorHello {
    const token = readVisitorCookie() ?? ownToken;
    const who = { type: 'hello', site, ...(token && { token }), seenOnly: true } as const;
    return { ...who, page: currentPage(), language: navigator.language.slice(0, TAG_CHARS) };
  }

  function onFrame(frame: ToVisitorFrame): void {
    if (frame.type === 'welcome') onWelcome(frame);
    if (frame.type === 'event' && frame.author.role === 'operator') showPanel();
  }

  function onWelcome({ token, chats }: Extract<ToVisitorFrame, { type: 'welcome' }>): void {
    if (token && readVisitorCookie()) {
      // Another tab was greeted meanwhile: one person is one visitor.
      connection.disconnect({ type: 'bye' });
      connection.connect();
      return;
    }
    if (token) {
      ownToken = token;
      isUntold = true;
      writeVisitorCookie(token);
    }
    if (chats.some((chat) => chat.state !== 'closed')) showPanel();
  }

  /** What the visitor did; who they are the panel says, which keeps it for later lines. */
  function tellRelay(): void {
    if (connection.state.name !== 'open') return;
    for (const one of told.splice(0)) {
      if (!('kind' in one) || one.kind === 'attributes') told.push(one);
      else connection.send({ type: 'track', track: one });
    }
  }

  /** Its own line then takes the place of this one. */
  function showPanel(): void {
    tryPanel((panel) => panel.resume());
  }
}
