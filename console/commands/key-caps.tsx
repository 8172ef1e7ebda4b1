import { keyNames } from './keys.ts';
import './keys.css';

const IS_MAC = /Mac|iPhone|iPad/.test(navigator.platform);

/** A command's keys as they stand on a keyboard. */
export function KeyCaps({ keys }: { keys: string }) {
  return (
    <span class="key-caps">
      {keyNames(keys, IS_MAC).map((name) => (
        <kbd key={name}>{name}</kbd>
      ))}
    </span>
  );
}
