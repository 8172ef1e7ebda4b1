import type { PanelModule } from './panel-door.ts';

/** How a module is fetched by its address. */
export type ImportModule = (address: string) => Promise<unknown>;

export const importModule: ImportModule = (address) =>
  import(/* @vite-ignore */ /* webpackIgnore: true */ address);

/**
 * Gives a function that loads the panel's module once; after a failure its next call tries again. `findAddress` gives the
 * address anew then: an update of the relay may have renamed the module.
 */
export function createPanelLoader(
  address: string,
  findAddress: () => Promise<string>,
  fetchModule: ImportModule,
): () => Promise<PanelModule> {
  let loading: Promise<PanelModule> | undefined;
  let failures = 0;

  async function load(): Promise<PanelModule> {
    try {
      // Browsers remember a module that failed by its address for as long as the page lives.
      const from = failures ? `${await findAddress()}?retry=${failures}` : address;
      return (await fetchModule(from)) as PanelModule; // of the same build as this loader, or a later one
    } catch (cause) {
      failures += 1;
      loading = undefined;
      throw new Error('Counterbell: the chat could not be loaded.', { cause });
    }
  }

  return () => {
    loading ??= load();
    return loading;
  };
}
