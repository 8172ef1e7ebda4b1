/**
 * Loaded into a relay's process before its own code (`node --import`): ends the process as a crash would at a named place
 * of the n-th commit, told by `FAIL_AT=place:n`. The relay itself knows nothing of it.
 */
import Database from 'better-sqlite3';

const [place, nth] = (process.env.FAIL_AT ?? '').split(':');
const { exec } = Database.prototype;
let commits = 0;

function die() {
  process.kill(process.pid, 'SIGKILL');
}

Database.prototype.exec = function watched(sql) {
  if (sql !== 'COMMIT') return exec.call(this, sql);
  commits += 1;
  const isTheOne = commits === Number(nth);
  if (isTheOne && place === 'before-commit') die();
  const result = exec.call(this, sql);
  // It is on disk, and nobody has been told.
  if (isTheOne && place === 'after-commit') die();
  // Its acknowledgements leave in this turn of the event loop; what follows from them does not.
  if (isTheOne && place === 'after-acknowledgement') setImmediate(() => setImmediate(die));
  return result;
};
