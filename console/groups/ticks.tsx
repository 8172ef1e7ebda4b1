import { t } from '../text/index.ts';
import { asLine } from '../visitors/index.ts';

/** Boxes to tick, one for each person or site, with a line to tick all of them. */
export function Ticks<Id extends string>({
  label,
  help,
  all,
  chosen,
  onChange,
}: {
  label: string;
  help: string;
  all: readonly { readonly id: Id; readonly name: string }[];
  chosen: readonly Id[];
  onChange: (chosen: Id[]) => void;
}) {
  const isAll = all.every(({ id }) => chosen.includes(id));
  return (
    <fieldset class="ticks">
      <legend>{label}</legend>
      <p class="small muted">{help}</p>
      <ul>
        {all.map(({ id, name }) => (
          <li key={id}>
            <label>
              <input
                type="checkbox"
                checked={chosen.includes(id)}
                onChange={({ currentTarget }) =>
                  onChange(
                    currentTarget.checked
                      ? [...chosen, id]
                      : chosen.filter((other) => other !== id),
                  )
                }
              />
              <span dir="auto">{asLine(name)}</span>
            </label>
          </li>
        ))}
      </ul>
      {all.length > 1 && (
        <button
          type="button"
          class="quiet"
          onClick={() => onChange(isAll ? [] : all.map(({ id }) => id))}
        >
          {t(isAll ? 'tickNone' : 'tickAll')}
        </button>
      )}
    </fieldset>
  );
}
