import { useState } from 'preact/hooks';
import { t } from '../text/index.ts';
import { Field } from '../ui/index.ts';
import { type Size, shrinkPicture } from './shrink-picture.ts';
import './picture-field.css';

/** A picture that is chosen from this device, made small here, and kept by `keep`; undefined takes it away. */
export function PictureField({
  label,
  help,
  error,
  shown,
  most,
  isSquare = false,
  keep,
}: {
  label: string;
  help?: string | undefined;
  error?: string | undefined;
  /** Address of the one that is there. */
  shown: string | undefined;
  most: Size;
  /** Cut to the middle, as a face is shown. */
  isSquare?: boolean;
  keep: (picture: string | undefined) => Promise<void>;
}) {
  const [problem, setProblem] = useState('');

  async function take(make: () => Promise<string | undefined>): Promise<void> {
    try {
      setProblem('');
      await keep(await make());
    } catch (reason) {
      setProblem(reason instanceof Error ? reason.message : t('somethingFailed'));
    }
  }

  return (
    <Field label={label} help={help} error={problem || error}>
      {(input) => (
        <div class="row picture-field">
          {shown && <img src={shown} alt={label} />}
          <input
            {...input}
            type="file"
            accept="image/png,image/jpeg,image/webp"
            onChange={({ currentTarget }) => {
              const [file] = currentTarget.files ?? [];
              currentTarget.value = '';
              if (file) void take(() => shrinkPicture(file, most, isSquare));
            }}
          />
          {shown && (
            <button
              type="button"
              class="quiet"
              onClick={() => void take(() => Promise.resolve(undefined))}
            >
              {t('remove')}
            </button>
          )}
        </div>
      )}
    </Field>
  );
}
