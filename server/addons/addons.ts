import type { Addon, AddonInput, Delivery } from '../../protocol/index.ts';
import { type JobHandler, retryJob } from '../jobs/index.ts';
import type { Outgoing } from '../outgoing/index.ts';
import { jobById, jobsOf, type Storage } from '../storage/index.ts';
import { ADDON_JOB, createAddonJob, moveOutbox } from './after-events.ts';
import { type BeforeInput, type BeforeOutcome, runBeforeHooks } from './before-hooks.ts';
import type { AddonLog } from './context.ts';
import { toDelivery } from './deliveries.ts';
import { loadAddons } from './load-addons.ts';
import { createSwitchboard, describe } from './switchboard.ts';

/** Committed events wait this long for others, so that a busy relay moves many in one transaction. */
const GATHER_MS = 50;
const DELIVERIES_SHOWN = 100;

export interface AddonsOptions {
  readonly storage: Storage;
  readonly outgoing: Outgoing;
  readonly log: AddonLog;
  /** Package names or paths, beside the bundled add-ons. */
  readonly modules: readonly string[];
  readonly now: () => number;
  /** Called when jobs were added. */
  readonly onJobs: () => void;
  /** Events could not be handed to the add-ons; that is tried again. */
  readonly onFailure: (error: unknown) => void;
  /** An add-on was switched or set here. */
  readonly onChange: () => void;
}

/** The add-ons of this installation. */
export interface Addons {
  /** Shows something said to the add-ons before it is stored. */
  before(input: BeforeInput): BeforeOutcome | Promise<BeforeOutcome>;
  readonly jobHandler: JobHandler;
  /** Events were committed: soon the add-ons are told. */
  wake(): void;
  list(): Promise<Addon[]>;
  /** Reads again what the owner set: perhaps on another node. */
  refresh(): Promise<void>;
  /** Undefined where there is no such add-on; throws an AddonSettingError where a value is wrong. */
  update(name: string, input: AddonInput): Promise<Addon | undefined>;
  /** The newest hundred. */
  deliveries(name: string): Promise<Delivery[]>;
  /** Tries one again now; undefined where there is none. */
  retryDelivery(id: string): Promise<Delivery | undefined>;
  /** Lets the move under way end and begins no other. */
  stop(): Promise<void>;
}

/** Loads the add-ons. Rejects with one line where one cannot be loaded. */
export async function createAddons(options: AddonsOptions): Promise<Addons> {
  const { storage } = options;
  const switchboard = await createSwitchboard(storage, await loadAddons(options.modules));
  let timer: NodeJS.Timeout | undefined;
  let moving: Promise<void> = Promise.resolve();
  let isStopped = false;

  async function moveAll(): Promise<void> {
    try {
      while (!isStopped && (await moveOutbox(storage, switchboard)) > 0) options.onJobs();
    } catch (error) {
      // The outbox keeps what was not moved; the next event or start tries again.
      options.onFailure(error);
    }
  }

  function wake(): void {
    if (isStopped || timer) return;
    timer = setTimeout(() => {
      timer = undefined;
      moving = moving.then(moveAll);
    }, GATHER_MS);
  }

  return {
    before: (input) => runBeforeHooks(switchboard.all(), input, options),
    jobHandler: createAddonJob(storage, switchboard, options),
    wake,
    list: async () => switchboard.all().map(describe),
    refresh: switchboard.refresh,
    async update(name, input) {
      const addon = await switchboard.update(name, input);
      if (addon) options.onChange();
      return addon;
    },
    async deliveries(name) {
      const jobs = await jobsOf(storage.read, name, DELIVERIES_SHOWN);
      return jobs.filter(({ kind }) => kind === ADDON_JOB).map(toDelivery);
    },
    async retryDelivery(id) {
      const job = await jobById(storage.read, id);
      if (job?.kind !== ADDON_JOB) return undefined;
      await retryJob(storage, id);
      options.onJobs();
      return toDelivery((await jobById(storage.read, id)) ?? job);
    },
    async stop() {
      isStopped = true;
      clearTimeout(timer);
      await moving;
    },
  };
}
