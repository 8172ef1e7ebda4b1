import type { Logger } from '../telemetry/index.ts';

/** EX_IOERR of sysexits.h. */
const EXIT_CODE = 74;

/** Ends the process at once when the disk failed to sync: whoever watches it starts it again. */
export function endOnLostSync(log: Logger): (error: Error) => void {
  return (error) => {
    log.fatal({ error }, 'the disk failed to sync');
    process.stderr.write(
      'The disk failed to sync a commit, so nothing can be promised to be on it. The relay ends; check the disk, then start it again. No acknowledged message is lost.\n',
    );
    process.exit(EXIT_CODE);
  };
}
