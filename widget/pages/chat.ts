/** The chat in a window of its own: `/chat?site=KEY`, which the menu of the panel opens. */
import { createCounterbell } from '../loader/index.ts';
import { keepForThisWindow, takeOver } from './take-over.ts';

const relay = location.href.replace(/\/chat(\?.*)?$/, '');
const site = new URLSearchParams(location.search).get('site') ?? '';

async function begin(): Promise<void> {
  const { settings, language, token, isLive } = (await takeOver(relay, site)) ?? {};
  document.documentElement.lang = language ?? navigator.language;
  if (token) keepForThisWindow(site, token, isLive);
  const counterbell = createCounterbell();
  counterbell.on('error', refuse);
  // Each of the looks is read as a page's own options are.
  const looks = { ...settings, language: language ?? '', launcher: '', embed: '#chat', radius: 0 };
  counterbell.init({ ...looks, relay, site });
}

/** Says in the window why there is no chat in it. */
function refuse(reason: Error): void {
  const sentence = document.createElement('p');
  sentence.className = 'refused';
  sentence.textContent = reason.message;
  document.body.replaceChildren(sentence);
}

begin().catch(refuse);
