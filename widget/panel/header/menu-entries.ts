import type { TranscriptForm } from '../../../client/later.ts';
import type { MenuProps } from '../model.ts';
import { hasOpenChat } from '../visitor-status.ts';
import { notifying, sounding } from './attention-entries.ts';
import { popOut } from './pop-out.ts';
import { saveTranscript } from './save-transcript.ts';

/** One thing that the menu offers. */
interface Option {
  readonly label: string;
  readonly hint?: string;
  readonly choose: () => void;
}

/** The menu, from top to bottom. Each gives its entry, or nothing while it makes no sense. */
export const OPTIONS: readonly ((props: MenuProps) => Option | undefined)[] = [
  rating,
  ending,
  savingAsText,
  savingAsPage,
  sounding,
  notifying,
  inOwnWindow,
  remembering,
];

/** While an operator is in the chat; once it is closed the panel asks by itself. */
function rating({ model, onAsk }: MenuProps): Option | undefined {
  const { view, reason } = model.visitor;
  if (view.state !== 'active' || reason === 'banned') return undefined;
  return { label: model.words.say('rate'), choose: () => onAsk('rating') };
}

function ending({ model, onAsk }: MenuProps): Option | undefined {
  if (!hasOpenChat(model.visitor) || model.visitor.reason === 'banned') return undefined;
  return { label: model.words.say('endChat'), choose: () => onAsk('end') };
}

function savingAsText(props: MenuProps): Option | undefined {
  return saving(props, 'text');
}

function savingAsPage(props: MenuProps): Option | undefined {
  return saving(props, 'page');
}

function saving({ model }: MenuProps, as: TranscriptForm): Option | undefined {
  const { words, visitor } = model;
  // All that the panel shows: earlier chats too, as far as they were opened.
  const items = [...visitor.earlier.read, visitor].flatMap(({ view }) => view.items);
  if (items.length === 0) return undefined;
  return {
    label: `${words.say('save')} (${as === 'text' ? '.txt' : '.html'})`,
    choose: () => saveTranscript(items, words, as),
  };
}

/** It stays there while the visitor goes from page to page. */
function inOwnWindow({ model, actions }: MenuProps): Option | undefined {
  const { visitor, settings, words } = model;
  if (model.isEmbedded) return undefined;
  return {
    label: words.say('popOut'),
    choose() {
      const token = actions.token();
      const isLive = hasOpenChat(visitor);
      popOut(model.relay, model.site, { settings, language: words.tag, token, isLive });
      actions.close();
    },
  };
}

/** Whether this device remembers the visitor. */
function remembering({ model, actions }: MenuProps): Option {
  const { words, consent } = model;
  const isGranted = consent.name === 'granted';
  const label = words.say(isGranted ? 'forget' : 'remember');
  const hint = words.say(isGranted ? 'forgetHint' : 'rememberHint');
  const choose = () =>
    actions.decide(isGranted ? 'denied' : 'granted', 'menu', `${label}. ${hint}`);
  return { label, hint, choose };
}
