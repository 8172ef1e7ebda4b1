import type { Logger } from '../telemetry/index.ts';

/** EX_TEMPFAIL of sysexits.h: started again, it goes on. */
const EXIT_CODE = 75;

/** Ends the process where the database is another one, or another's: what it holds in memory is of the old one. */
export function endOnReplacedLog(log: Logger): () => void {
  return () => {
    log.fatal('the database was replaced or taken by another process');
    process.stderr.write(
      'While this relay had no connection to the database, it was restored, or another process took it. The relay ends; start it again, and it goes on with what is there, or says who is in the way.\n',
    );
    process.exit(EXIT_CODE);
  };
}
