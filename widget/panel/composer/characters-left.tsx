import type { PanelModel } from '../model.ts';

export { default as css } from './characters-left.css?inline';

interface LeftProps {
  readonly model: PanelModel;
  /** Below zero, so many are too many. */
  readonly left: number;
}

/** How many characters there is room for, where that is little. */
export function View({ model, left }: LeftProps) {
  const { words } = model;
  return left < 0
    ? words.say('charactersOver', { count: -left })
    : words.say('charactersLeft', { count: left });
}
