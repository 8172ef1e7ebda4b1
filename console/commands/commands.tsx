import { signal } from '@preact/signals';
import { t } from '../text/index.ts';
import { useCommandKeys } from './keys.ts';
import { KeysDialog } from './keys-dialog.tsx';
import { Palette } from './palette.tsx';
import { useCommands } from './registry.ts';

const shown = signal<'palette' | 'keys' | null>(null);

/** Shows the command palette. */
export function showPalette(): void {
  show('palette');
}

function show(which: 'palette' | 'keys' | null): void {
  shown.value = which;
}

/** Draws the palette and the list of keys when they are asked for, and runs commands by their keys. Stands once, in the frame. */
export function Commands() {
  useCommandKeys();
  useCommands(
    [
      {
        id: 'commands.palette',
        words: t('commands'),
        keys: '$mod+k',
        isAvailable: () => shown.peek() === null,
        run: showPalette,
      },
      { id: 'commands.keys', words: t('key-help'), keys: '?', run: () => show('keys') },
    ],
    'frame',
  );
  const close = () => show(null);
  switch (shown.value) {
    case 'palette':
      return <Palette onClose={close} />;
    case 'keys':
      return <KeysDialog onClose={close} />;
    case null:
      return null;
  }
}
