/** Files that were given to a form, until the composer is there to send them; by the root of their panel. */
const held = new WeakMap<ShadowRoot, readonly File[]>();

/**
 * Keeps files for the composer that follows.
 * @public
 */
export function holdFiles(root: ShadowRoot, files: readonly File[]): void {
  held.set(root, files);
}

/** Gives them away, once. */
export function takeHeldFiles(root: ShadowRoot): readonly File[] {
  const files = held.get(root) ?? [];
  held.delete(root);
  return files;
}
