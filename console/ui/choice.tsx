import './choice.css';

interface ChoiceProps {
  readonly label: string;
  readonly help?: string;
  readonly isChosen: boolean;
  /** Radio buttons of one name are alternatives; without one it is a box to tick. */
  readonly name?: string;
  readonly onChange: (isChosen: boolean) => void;
}

/** Something to tick, or one of a few alternatives, with what it means. */
export function Choice({ label, help, isChosen, name, onChange }: ChoiceProps) {
  return (
    <label class="choice">
      <input
        type={name ? 'radio' : 'checkbox'}
        name={name}
        checked={isChosen}
        onChange={({ currentTarget }) => onChange(currentTarget.checked)}
      />
      <span>
        <strong>{label}</strong>
        {help && (
          <>
            <br />
            <span class="small muted">{help}</span>
          </>
        )}
      </span>
    </label>
  );
}
