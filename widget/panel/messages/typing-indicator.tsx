import { asText } from '../../../protocol/index.ts';
import type { PanelModel } from '../model.ts';

/** Three dots, and the words for those who do not see them. */
export function TypingIndicator({ model }: { readonly model: PanelModel }) {
  const { view } = model.visitor;
  const name = asText(view.operator?.name) || model.words.say('operator');
  return (
    <div class="group">
      <div class="bubble dots">
        <span />
        <span />
        <span />
        <span class="hidden">{model.words.say('typing', { name })}</span>
      </div>
    </div>
  );
}
