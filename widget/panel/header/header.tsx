import { asText } from '../../../protocol/index.ts';
import { awaySentence } from '../away.ts';
import { CLOSE, Icon } from '../icon/index.ts';
import type { MenuProps, PanelModel } from '../model.ts';
import { Picture, photoOf } from '../picture/index.ts';
import { Menu } from './menu.tsx';

/** What this is, whether somebody is there, and the way out. */
export function Header({ model, actions, onAsk }: MenuProps) {
  const { words, visitor, settings } = model;
  const { accepting } = visitor;
  const operator = settings.photos && operatorOf(model);
  return (
    <div class="header">
      {settings.logo && (
        <Picture model={model} path={`/v1/pictures/${settings.logo}`} kind="logo" />
      )}
      {operator && <Picture model={model} path={photoOf(operator.id)} kind="photo" />}
      <div class="heading">
        <h2 id="title">{words.say('title')}</h2>
        {accepting !== null && (
          <p class={accepting ? 'presence here' : 'presence'}>{presenceOf(model)}</p>
        )}
      </div>
      <Menu model={model} actions={actions} onAsk={onAsk} />
      {!model.isEmbedded && (
        <button type="button" class="tool" aria-label={words.say('close')} onClick={actions.close}>
          <Icon shape={CLOSE} />
        </button>
      )}
    </div>
  );
}

function presenceOf(model: PanelModel): string {
  const { visitor, words } = model;
  const operator = operatorOf(model);
  if (operator) return words.say('talkingWith', { name: asText(operator.name) });
  return visitor.accepting ? words.say('available') : awaySentence(visitor, words);
}

/** Who talks with the visitor. */
function operatorOf({ visitor: { view } }: PanelModel) {
  return view.state === 'active' ? view.operator : null;
}
