import { expect, test, vi } from 'vitest';
import { enqueueJob, GiveUp, type JobHandler, retryJob } from '../../../server/jobs/index.ts';
import { jobsOf } from '../../../server/storage/index.ts';
import { DAY_MS, MINUTE_MS, startWorker } from './worker.ts';

const failing: JobHandler = () => Promise.reject(new Error('no answer'));

/** Ends only when it is told to. */
const waiting: JobHandler = (_, signal) =>
  new Promise((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(new Error('aborted')));
  });

test('runs a job with its payload and keeps the outcome', async () => {
  const worker = await startWorker(({ payload, attempts }) =>
    Promise.resolve(`${JSON.stringify(payload)} at attempt ${attempts}`),
  );
  const id = await worker.enqueue({ text: 'hello' });
  const job = await worker.finds(id, ({ state }) => state === 'done');
  expect(job).toMatchObject({ outcome: '{"text":"hello"} at attempt 1', claimed_until: null });
});

test('stores no job when what caused it is rolled back', async () => {
  const worker = await startWorker(() => Promise.resolve('ran'));
  const failed = worker.storage.write(async (db) => {
    await enqueueJob(db, { kind: 'greet', target: 'visitor', payload: null });
    throw new Error('changed my mind');
  });
  await expect(failed).rejects.toThrow('changed my mind');
  expect(await jobsOf(worker.storage.read, 'visitor', 10)).toEqual([]);
});

test('waits until a job is due', async () => {
  const worker = await startWorker(() => Promise.resolve('ran'));
  const later = await worker.enqueue({}, worker.now() + MINUTE_MS);
  const now = await worker.enqueue();
  await worker.finds(now, ({ state }) => state === 'done');
  expect(await worker.job(later)).toMatchObject({ state: 'waiting', attempts: 0 });
  worker.pass(MINUTE_MS);
  await worker.finds(later, ({ state }) => state === 'done');
});

test('tries again after 5 s, 30 s, 2 min, 10 min, 1 h and 6 h, and gives up after 10 attempts', async () => {
  const worker = await startWorker(failing);
  const id = await worker.enqueue();
  const waits: number[] = [];
  for (let attempt = 1; attempt < 10; attempt += 1) {
    const job = await worker.finds(
      id,
      ({ attempts, claimed_until }) => attempts === attempt && claimed_until === null,
    );
    expect(job).toMatchObject({ state: 'waiting', outcome: 'no answer' });
    const wait = job.run_at - worker.now();
    waits.push(Math.round(wait / 5_000) * 5);
    worker.pass(wait + 1);
  }
  expect(waits).toEqual([5, 30, 120, 600, 3_600, 21_600, 21_600, 21_600, 21_600]);
  expect(await worker.finds(id, ({ state }) => state === 'dead')).toMatchObject({ attempts: 10 });
  await vi.waitFor(() => expect(worker.lines.at(-1)).toBe('error job failed for good'), 10_000);
});

test.each([
  [0, 4_000],
  [1, 6_000],
])('spreads a retry by 20 %%: with random %d after %d ms', async (random, expected) => {
  const worker = await startWorker(failing, { random });
  const id = await worker.enqueue();
  const before = worker.now();
  const job = await worker.finds(id, ({ attempts, outcome }) => attempts === 1 && outcome !== '');
  expect(job.run_at - before).toBeGreaterThan(expected - 500);
  expect(job.run_at - before).toBeLessThan(expected + 500);
});

test('gives up at once when the handler does', async () => {
  const worker = await startWorker(() => Promise.reject(new GiveUp('410 Gone')));
  const id = await worker.enqueue();
  const job = await worker.finds(id, ({ state }) => state === 'dead');
  expect(job).toMatchObject({ attempts: 1, outcome: '410 Gone' });
});

test('gives up a job that nothing here runs', async () => {
  const worker = await startWorker(failing);
  const id = await worker.storage.write((db) =>
    enqueueJob(db, { kind: 'dance', target: 'visitor', payload: null }),
  );
  worker.pass(1);
  expect((await worker.finds(id, ({ state }) => state === 'dead')).outcome).toContain('dance');
});

test('runs a dead job again from its first attempt when asked to', async () => {
  let isGone = true;
  const worker = await startWorker(() =>
    isGone ? Promise.reject(new GiveUp('gone')) : Promise.resolve('there'),
  );
  const id = await worker.enqueue();
  await worker.finds(id, ({ state }) => state === 'dead');
  isGone = false;
  expect(await retryJob(worker.storage, id)).toBe(true);
  worker.pass(1);
  const job = await worker.finds(id, ({ state }) => state === 'done');
  expect(job).toMatchObject({ attempts: 1, outcome: 'there' });
  expect(await retryJob(worker.storage, 'unknown')).toBe(false);
});

test('runs at most 8 jobs at a time', async () => {
  const release: (() => void)[] = [];
  const worker = await startWorker(
    () => new Promise((resolve) => release.push(() => resolve('released'))),
  );
  const ids = await Promise.all(Array.from({ length: 12 }, () => worker.enqueue()));
  await vi.waitFor(() => expect(release).toHaveLength(8), 10_000);
  expect(await retryJob(worker.storage, ids[0] ?? '')).toBe(false);
  for (const end of release.splice(0)) end();
  await vi.waitFor(() => expect(release).toHaveLength(4), 10_000);
  for (const end of release) end();
  for (const id of ids) await worker.finds(id, ({ state }) => state === 'done');
});

test('takes over a job whose worker died, and ignores what that one says later', async () => {
  let wakeDead: (outcome: string) => void = () => undefined;
  const dead = await startWorker(() => new Promise((resolve) => (wakeDead = resolve)));
  const id = await dead.enqueue();
  await dead.finds(id, ({ claimed_until }) => claimed_until !== null);

  const other = await startWorker(() => Promise.resolve('by the other'), { storage: dead.storage });
  other.pass(MINUTE_MS - 5_000);
  expect(await other.job(id)).toMatchObject({ attempts: 1, state: 'waiting' });
  other.pass(10_000);
  await other.finds(id, ({ state }) => state === 'done');
  wakeDead('by the dead');
  await dead.stop();
  expect(await other.job(id)).toMatchObject({ attempts: 2, outcome: 'by the other' });
});

test('aborts what runs when it stops, and does not count that as an attempt', async () => {
  const worker = await startWorker(waiting);
  const id = await worker.enqueue();
  await worker.finds(id, ({ claimed_until }) => claimed_until !== null);
  await worker.stop();
  expect(await worker.job(id)).toMatchObject({
    state: 'waiting',
    attempts: 0,
    claimed_until: null,
  });
});

test('forgets done jobs after 7 days, and keeps dead ones', async () => {
  const worker = await startWorker(({ payload }) =>
    payload === 'bad' ? Promise.reject(new GiveUp('bad')) : Promise.resolve('good'),
  );
  const done = await worker.enqueue('good');
  const dead = await worker.enqueue('bad');
  await worker.finds(done, ({ state }) => state === 'done');
  await worker.finds(dead, ({ state }) => state === 'dead');
  worker.pass(6 * DAY_MS);
  const marker = await worker.enqueue('good');
  await worker.finds(marker, ({ state }) => state === 'done');
  expect(await worker.job(done)).toBeDefined();
  worker.pass(DAY_MS + MINUTE_MS);
  await vi.waitFor(async () => expect(await worker.job(done)).toBeUndefined(), 10_000);
  expect(await worker.job(dead)).toBeDefined();
});

test('lists the jobs of a target, newest first', async () => {
  const worker = await startWorker(() => Promise.resolve('ran'));
  const first = await worker.enqueue();
  const second = await worker.enqueue();
  const listed = await jobsOf(worker.storage.read, 'visitor', 10);
  expect(listed.map(({ id }) => id)).toEqual([second, first]);
  expect(await jobsOf(worker.storage.read, 'visitor', 1)).toHaveLength(1);
  expect(await jobsOf(worker.storage.read, 'other', 10)).toEqual([]);
});
