import { useCallback, useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { createUploadList, sizeIn } from '../../../client/later.ts';
import { Icon } from '../icon/index.ts';
import { ATTACH } from '../icon/later.ts';
import type { PanelProps } from '../model.ts';
import { ChosenRow } from './chosen-row.tsx';
import { takeHeldFiles } from './held-files.ts';
import { openPicker } from './open-picker.ts';
import { useGiven } from './use-given.ts';
import { keepOwn, uploadTarget } from './visitor-files.ts';

export { default as css } from './files.css?inline';

/** Browsers tell of a drag that rests about three times a second. */
const DRAG_ENDS_MS = 700;

/** Files on their way: chosen, pasted or dropped, with how far each is, above the composer. Each is sent as soon as it is there. */
export function View({ model, actions }: PanelProps) {
  const { words, visitor } = model;
  const [, redraw] = useState(0);
  const [isAsking, setAsking] = useState(false);
  /** Held on to while it is open. */
  const picker = useRef<HTMLInputElement>(null);
  const mostBytes = useRef(0);
  mostBytes.current = visitor.fileBytes;
  const uploads = useMemo(
    () =>
      createUploadList({
        target: () => uploadTarget(actions.pass()),
        mostBytes: () => mostBytes.current || Number.POSITIVE_INFINITY,
        onUploaded(file, local) {
          keepOwn(file, local);
          actions.send({ kind: 'file', file });
        },
        onChange: () => redraw((count) => count + 1),
      }),
    [actions],
  );
  useEffect(() => () => uploads.destroy(), [uploads]);

  useEffect(() => {
    const given = takeHeldFiles(model.root);
    if (given.length > 0) uploads.add(given);
  }, [uploads, model.root]);

  const drag = useDragging();
  useGiven(model.root, { onFiles: uploads.add, onHeld: drag.held });

  const chosen = uploads.list();
  const areShown = drag.isOn || isAsking || chosen.length > 0;
  // Not before: a formatter of sizes takes a page long to make, and this is drawn as the panel opens.
  const limits =
    areShown &&
    visitor.fileBytes > 0 &&
    words.say('fileLimits', { size: sizeIn(words.tag, visitor.fileBytes) });

  function pick(): void {
    setAsking(true);
    picker.current = openPicker((files) => {
      setAsking(false);
      uploads.add(files);
    });
  }

  return (
    <>
      <button type="button" class="tool" aria-label={words.say('attach')} onClick={pick}>
        <Icon shape={ATTACH} />
      </button>
      <div class="uploads">
        {drag.isOn && (
          <div class="drop">
            <Icon shape={ATTACH} />
            <strong>{words.say('fileDrop')}</strong>
            <span>{limits}</span>
          </div>
        )}
        {limits && (isAsking || chosen.length > 0) && <p class="limits">{limits}</p>}
        {chosen.length > 0 && (
          <ul>
            {chosen.map((one) => (
              <ChosenRow
                key={one.key}
                chosen={one}
                words={words}
                limit={visitor.fileBytes}
                onRetry={() => uploads.retry(one.key)}
                onRemove={() => uploads.remove(one.key)}
              />
            ))}
          </ul>
        )}
      </div>
    </>
  );
}

/** `isOn` while files are held over the panel. */
function useDragging(): { readonly isOn: boolean; readonly held: (isHeld: boolean) => void } {
  const [heldAt, setHeldAt] = useState(0);
  useEffect(() => {
    const timer = setTimeout(() => setHeldAt(0), DRAG_ENDS_MS);
    return () => clearTimeout(timer);
  }, [heldAt]);
  const held = useCallback((isHeld: boolean) => setHeldAt(isHeld ? performance.now() : 0), []);
  return { isOn: heldAt > 0, held };
}
