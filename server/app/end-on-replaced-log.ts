import type { Logger } from '../telemetry/index.ts';

/** EX_TEMPFAIL of sysexits.h: started again, it goes on. */
const EXIT_CODE = 75;

/** Ends the process where another log was put in the database's place: what it holds in memory is of the old one. */
export function endOnReplacedLog(log: Logger): () => void {
  return () => {
    log.fatal('another log stands in the database');
    process.stderr.write(
      'The database was restored while this relay had no connection to it. The relay ends; start it again, and it goes on with what is there.\n',
    );
    process.exit(EXIT_CODE);
  };
}
