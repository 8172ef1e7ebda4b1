/** Everything an operator can do, found by its words and by its keys. Knows no single command but its own. */
export { Commands, showPalette } from './commands.tsx';
export { KeyCaps } from './key-caps.tsx';
export { type Command, useCommands } from './registry.ts';
