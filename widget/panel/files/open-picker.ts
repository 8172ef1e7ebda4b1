import { acceptedEndings } from '../../../protocol/later.ts';

/**
 * Has the browser ask for files; none where the visitor changes their mind. Gives back the input, which is in no page, so that
 * the focus never finds it; whoever asks holds on to it, for Safari forgets one that nobody has.
 */
export function openPicker(onPicked: (files: readonly File[]) => void): HTMLInputElement {
  const input = document.createElement('input');
  input.type = 'file';
  input.multiple = true;
  input.accept = acceptedEndings();
  const end = (): void => onPicked([...(input.files ?? [])]);
  input.addEventListener('change', end);
  input.addEventListener('cancel', end);
  input.click();
  return input;
}
