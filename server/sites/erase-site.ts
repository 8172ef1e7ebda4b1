import { siteIdSchema, storedSettingsSchema } from '../../protocol/index.schema.ts';
import type { FileId, SiteId } from '../../protocol/index.ts';
import type { Files } from '../files/index.ts';
import { createRest, enqueueJob, type JobHandler } from '../jobs/index.ts';
import {
  type Db,
  deletedSite,
  deletedSites,
  deleteFiles,
  eraseConsents,
  eraseSite,
  eraseVisitors,
  jobsOf,
  type Storage,
  someFilesOf,
  someVisitorsOf,
} from '../storage/index.ts';

/** The kind of background job that erases a site which was deleted. */
export const ERASE_SITE_JOB = 'erase-site';

/** Visitors whose everything is erased together. */
const VISITORS = 50;
/** Events of one transaction: some milliseconds, for which others wait. */
const EVENTS = 100;
const FILES = 50;
const CONSENTS = 200;
const LOOK_EVERY_MS = 3_600_000;
/** After so long a run makes way for other jobs, and the next one goes on. */
const RUN_MS = 20_000;
/**
 * The site's row stays so long after the deletion: until then a node that has not heard of it may still write what a visitor says,
 * and what is written must have a site to stand under.
 */
const LATE_MS = 15_000;

/** Adds the job, in the transaction that deletes the site. */
export async function enqueueErasure(db: Db, site: SiteId, runAt?: number): Promise<void> {
  await enqueueJob(db, {
    kind: ERASE_SITE_JOB,
    target: site,
    payload: null,
    ...(runAt !== undefined && { runAt }),
  });
}

/** Sees to it that sites which were deleted are erased in the end. */
export interface Erasures {
  /** Lets the look under way end and begins no other. */
  stop(): Promise<void>;
}

/**
 * Looks now and every hour for sites that were deleted and whose job failed for good, such as on a disk that was broken, and begins
 * anew to erase them.
 */
export function startErasures({
  storage,
  onFailure,
}: {
  readonly storage: Storage;
  readonly onFailure: (error: unknown) => void;
}): Erasures {
  let looking = Promise.resolve();
  const look = (): void => {
    looking = looking.then(() => resumeErasures(storage)).catch(onFailure);
  };
  const timer = setInterval(look, LOOK_EVERY_MS).unref();
  look();
  return {
    async stop() {
      clearInterval(timer);
      await looking;
    },
  };
}

function resumeErasures(storage: Storage): Promise<void> {
  return storage.write(async (db) => {
    for (const site of await deletedSites(db)) {
      const [newest] = await jobsOf(db, site, 1);
      if (newest?.state !== 'waiting') await enqueueErasure(db, site);
    }
  });
}

export interface SiteEraserOptions {
  readonly storage: Storage;
  readonly files: Pick<Files, 'remove'>;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/**
 * Erases sites that were deleted: files from the disk, visitors with all that is known of them, chats with their events and the words
 * these are found by, what visitors agreed to, and at last the site. In small steps, each whole by itself: whatever ends it, the next
 * run goes on with what is left.
 */
export function createSiteEraser({ storage, files, now }: SiteEraserOptions): JobHandler {
  async function eraseFiles(some: readonly FileId[]): Promise<void> {
    // From the disk first: a row without a file is harmless and is found again.
    for (const file of some) await files.remove(file);
    await storage.write((db) => deleteFiles(db, some));
  }

  /** One step; false where there was nothing left to do. */
  async function eraseSome(site: SiteId): Promise<boolean> {
    const visitors = await someVisitorsOf(storage.read, site, VISITORS);
    if (visitors.length === 0) {
      return (await storage.write((db) => eraseConsents(db, site, CONSENTS))) > 0;
    }
    const theirs = await someFilesOf(storage.read, visitors, FILES);
    if (theirs.length > 0) await eraseFiles(theirs);
    else await storage.write((db) => eraseVisitors(db, visitors, EVENTS));
    return true;
  }

  async function goOn(site: SiteId, runAt: number): Promise<string> {
    await storage.write((db) => enqueueErasure(db, site, runAt));
    return 'not all of it yet; another run goes on';
  }

  return async ({ target }, signal) => {
    const site = siteIdSchema.parse(target);
    const found = await deletedSite(storage.read, site);
    if (!found) return 'the site is gone already';
    const until = now() + RUN_MS;
    const rest = createRest();
    while (await eraseSome(site)) {
      signal.throwIfAborted();
      if (now() >= until) return goOn(site, now());
      await rest();
    }
    const { deletedAt, settings } = found;
    if (now() < deletedAt + LATE_MS) return goOn(site, deletedAt + LATE_MS);
    const { looks } = storedSettingsSchema.parse(JSON.parse(settings));
    await storage.write((db) => eraseSite(db, site, looks.logo ?? null));
    return 'the site and all it held are erased';
  };
}
