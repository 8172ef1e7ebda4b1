import { createChoices } from '../attention-choices.ts';
import type { PanelProps } from '../model.ts';

/** Whether a sound tells of new messages. */
export function sounding({ model, actions }: PanelProps) {
  const choices = createChoices(actions.choices);
  const { isMuted } = choices;
  const { words } = model;
  return {
    label: words.say(isMuted ? 'unmute' : 'mute'),
    hint: words.say('muteHint'),
    choose: () => choices.setMuted(!isMuted),
  };
}

/** Whether the browser notifies of new messages; it is asked only here, after a click. */
export function notifying({ model, actions }: PanelProps) {
  if (!('Notification' in window)) return undefined;
  const choices = createChoices(actions.choices);
  const { words } = model;
  if (choices.isNotifying) {
    return {
      label: words.say('notifyStop'),
      hint: words.say('notifyHint'),
      choose: () => choices.setNotifying(false),
    };
  }
  const isRefused = Notification.permission === 'denied';
  return {
    label: words.say('notify'),
    hint: words.say(isRefused ? 'notifyRefused' : 'notifyHint'),
    choose: () =>
      void Notification.requestPermission().then((answer) =>
        choices.setNotifying(answer === 'granted'),
      ),
  };
}
