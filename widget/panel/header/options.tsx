import type { MenuProps } from '../model.ts';
import { OPTIONS } from './menu-entries.ts';

export { default as optionsCss } from './options.css?inline';

interface OptionsProps extends MenuProps {
  /** One was chosen: the menu closes. */
  readonly onChosen: () => void;
  readonly onFailed: () => void;
}

/** What the visitor may do now. */
export function Options({ onChosen, onFailed, ...props }: OptionsProps) {
  return (
    <div class="options">
      {OPTIONS.flatMap((optionFor) => optionFor(props) ?? []).map(({ label, hint, choose }) => (
        <button
          key={label}
          type="button"
          class="option"
          onClick={() => {
            onChosen();
            choose();
          }}
        >
          <strong>{label}</strong>
          {hint && <span>{hint}</span>}
        </button>
      ))}
    </div>
  );
}
