import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { onTestFinished, vi } from 'vitest';
import { ADDON_JOB, type Addons, createAddons } from '../../../server/addons/index.ts';
import { createJobs } from '../../../server/jobs/index.ts';
import { createOutgoing } from '../../../server/outgoing/index.ts';
import type { Storage } from '../../../server/storage/index.ts';
import { newPlace } from '../../contracts/storage-fixtures.ts';

/** What a stranger's add-on says about itself; the hooks are JavaScript. */
export interface StrangeAddon {
  readonly needs?: string;
  readonly hooks?: string;
  readonly fields?: string;
}

/** Writes a stranger's add-on called `strange`; gives back its path. */
export async function writeAddon({
  needs = '[]',
  hooks = '{}',
  fields = '[]',
}: StrangeAddon): Promise<string> {
  const module = join(await newPlace(), 'addon.mjs');
  await writeFile(
    module,
    `export default { name: 'strange', title: 'Strange', description: 'For a test.',
      needs: ${needs}, fields: ${fields}, hooks: ${hooks} };`,
  );
  return module;
}

/** The add-ons of an installation and the worker of their jobs, until the test ends. */
export async function startAddons(storage: Storage, module: string) {
  const lines: string[] = [];
  const write = (details: object, text: string) => lines.push(`${text} ${JSON.stringify(details)}`);
  const log = { info: write, warn: write, error: write };
  const addons: Addons = await createAddons({
    storage,
    outgoing: createOutgoing({ allow: [], userAgent: 'Counterbell' }),
    log,
    modules: [module],
    now: Date.now,
    onFailure: (error) => {
      throw error;
    },
    onChange: () => undefined,
    onJobs: () => jobs.wake(),
  });
  const jobs = createJobs({
    storage,
    handlers: new Map([[ADDON_JOB, addons.jobHandler]]),
    log,
    onFailure: (error) => {
      throw error;
    },
  });
  const stop = async (): Promise<void> => {
    await addons.stop();
    await jobs.stop();
  };
  onTestFinished(stop);
  jobs.start();
  return {
    addons,
    lines,
    stop,
    switchOn: (settings = {}) => addons.update('strange', { enabled: true, settings }),
    /** Resolves with the deliveries, oldest first, once each of these many has an outcome. */
    outcomes: (count: number) =>
      vi.waitFor(
        async () => {
          const found = (await addons.deliveries('strange')).reverse();
          if (found.filter(({ outcome }) => outcome !== '').length !== count) {
            throw new Error(`not yet: ${JSON.stringify(found)}`);
          }
          return found;
        },
        { timeout: 15_000, interval: 20 },
      ),
  };
}
