import { Icon } from '../icon.tsx';
import { asText } from '../messages/index.ts';
import type { PanelModel, PanelProps } from '../model.ts';
import { Menu } from './menu.tsx';

/** What this is, whether somebody is there, and the way out. */
export function Header({ model, actions }: PanelProps) {
  const { words, visitor } = model;
  const { accepting } = visitor;
  return (
    <div class="header">
      <div class="heading">
        <h2 id="title">{words.say('title')}</h2>
        {accepting !== null && (
          <p class={accepting ? 'presence here' : 'presence'}>{presenceOf(model)}</p>
        )}
      </div>
      <Menu model={model} actions={actions} />
      <button type="button" class="tool" aria-label={words.say('close')} onClick={actions.close}>
        <Icon name="close" />
      </button>
    </div>
  );
}

function presenceOf({ visitor, words }: PanelModel): string {
  const { view, accepting } = visitor;
  if (view.state === 'active' && view.operator) {
    return words.say('talkingWith', { name: asText(view.operator.name) });
  }
  return words.say(accepting ? 'available' : 'unavailable');
}
