import { PGlite } from '@electric-sql/pglite';
import { PGLiteSocketServer } from '@electric-sql/pglite-socket';
import { onTestFinished } from 'vitest';

/** A Postgres inside this process. Its connections share one session: nothing that needs two can be shown with it. */
export interface PgliteDatabase {
  readonly url: string;
  /** Ends what a session that is over would have taken along: its locks and prepared statements. */
  endSession(): Promise<void>;
}

/** Making the first one takes seconds; the others are copies of it. */
let made: Promise<Awaited<ReturnType<PGlite['dumpDataDir']>>> | undefined;

/** Starts an empty database, which is gone after the test. */
export async function newPgliteDatabase(): Promise<PgliteDatabase> {
  made ??= PGlite.create().then((first) => first.dumpDataDir('none'));
  // Without its -F, which is fsync = off: a relay refuses that.
  const startParams = PGlite.defaultStartParams.filter((parameter) => parameter !== '-F');
  const db = await PGlite.create({ loadDataDir: await made, startParams });
  const server = new PGLiteSocketServer({ db, host: '127.0.0.1', port: 0, maxConnections: 50 });
  await server.start();
  onTestFinished(async () => {
    await server.stop();
    await db.close();
  });
  return {
    url: `postgres://postgres@${server.getServerConn()}/postgres`,
    async endSession() {
      await db.exec('DEALLOCATE ALL; SELECT pg_advisory_unlock_all()');
    },
  };
}
