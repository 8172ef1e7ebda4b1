import { useCallback, useRef, useState } from 'preact/hooks';
import type { PanelModel } from '../model.ts';
import { ChosenRow } from './chosen-row.tsx';
import { openPicker } from './open-picker.ts';
import { useGiven } from './use-given.ts';

interface FormFilesProps {
  readonly model: PanelModel;
  /** Holds those that are chosen: they are sent after the form. */
  readonly chosen: { current: readonly File[] };
}

/**
 * Takes files beside a form: picked, pasted or dropped. They are listed, and uploaded once the form was sent.
 * @public
 */
export function FormFiles({ model, chosen }: FormFilesProps) {
  const { words } = model;
  const [files, setFiles] = useState<readonly File[]>([]);
  const picker = useRef<HTMLInputElement>(null);
  const add = useCallback((given: readonly File[]) => setFiles((all) => [...all, ...given]), []);
  useGiven(model.root, { onFiles: add, onHeld: ignore });
  chosen.current = files;

  return (
    <div class="uploads">
      <button
        type="button"
        class="link"
        onClick={() => {
          picker.current = openPicker(add);
        }}
      >
        {words.say('attach')}
      </button>
      <ul>
        {files.map((file, key) => (
          <ChosenRow
            key={key}
            chosen={{ key, file, state: { name: 'waiting' } }}
            words={words}
            limit={0}
            onRetry={ignore}
            onRemove={() => setFiles(files.filter((one) => one !== file))}
          />
        ))}
      </ul>
    </div>
  );
}

function ignore(): void {
  // Neither is shown: nothing is uploaded here.
}
