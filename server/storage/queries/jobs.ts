import type { Db } from '../port.ts';
import type { JobRow } from '../schema.ts';

/** How a run of a job ended. `run_at`: when it runs again, and for one that is done, when that was. */
export type JobEnd = Pick<JobRow, 'state' | 'attempts' | 'run_at' | 'outcome'>;

export async function insertJob(db: Db, job: JobRow): Promise<void> {
  await db.insertInto('jobs').values(job).execute();
}

/** Whether a job may be claimed at `now`. */
export async function hasDueJob(db: Db, now: number): Promise<boolean> {
  return (await dueJobs(db, now).select('id').limit(1).execute()).length > 0;
}

/** Takes at most `limit` due jobs, longest due first, until `until`; each is one attempt more. For a transaction. */
export async function claimJobs(
  db: Db,
  now: number,
  until: number,
  limit: number,
): Promise<JobRow[]> {
  const due = await dueJobs(db, now).selectAll().limit(limit).forUpdate().skipLocked().execute();
  const claimed = due.map((job) => ({ ...job, attempts: job.attempts + 1, claimed_until: until }));
  for (const { id, attempts, claimed_until } of claimed) {
    await db.updateTable('jobs').set({ attempts, claimed_until }).where('id', '=', id).execute();
  }
  return claimed;
}

/** Ends the run of a claimed job; false, and nothing changed, where another worker has claimed it since. */
export async function endJob(db: Db, claimed: JobRow, end: JobEnd): Promise<boolean> {
  const result = await db
    .updateTable('jobs')
    .set({ ...end, claimed_until: null })
    .where('id', '=', claimed.id)
    .where('claimed_until', '=', claimed.claimed_until)
    .executeTakeFirst();
  return Number(result.numUpdatedRows) > 0;
}

/** Lets a job run at `now` as if it were new; false where there is none or it runs just now. */
export async function restartJob(db: Db, id: string, now: number): Promise<boolean> {
  const result = await db
    .updateTable('jobs')
    .set({ state: 'waiting', attempts: 0, run_at: now, claimed_until: null })
    .where('id', '=', id)
    .where((job) => job.or([job('claimed_until', 'is', null), job('claimed_until', '<=', now)]))
    .executeTakeFirst();
  return Number(result.numUpdatedRows) > 0;
}

/** The jobs of a target, newest first. */
export function jobsOf(db: Db, target: string, limit: number): Promise<JobRow[]> {
  return db
    .selectFrom('jobs')
    .selectAll()
    .where('target', '=', target)
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .execute();
}

/** Whether a job ended before `before` that is done. */
export async function hasOldJob(db: Db, before: number): Promise<boolean> {
  const old = db.selectFrom('jobs').select('id').where('state', '=', 'done');
  return (await old.where('run_at', '<', before).limit(1).execute()).length > 0;
}

/** Forgets jobs that were done before `before`. */
export async function deleteOldJobs(db: Db, before: number): Promise<void> {
  await db.deleteFrom('jobs').where('state', '=', 'done').where('run_at', '<', before).execute();
}

function dueJobs(db: Db, now: number) {
  return db
    .selectFrom('jobs')
    .where('state', '=', 'waiting')
    .where('run_at', '<=', now)
    .where((job) => job.or([job('claimed_until', 'is', null), job('claimed_until', '<=', now)]))
    .orderBy('run_at')
    .orderBy('id');
}

export function jobById(db: Db, id: string): Promise<JobRow | undefined> {
  return db.selectFrom('jobs').selectAll().where('id', '=', id).executeTakeFirst();
}
