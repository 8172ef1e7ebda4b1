/**
 * Loaded into a relay's process before its own code (`node --import`): ends the process as a crash would at a named place
 * of the n-th commit, told by `FAIL_AT=place:n`. The relay itself knows nothing of it.
 */
import Database from 'better-sqlite3';
import pg from 'pg';

const [place, nth] = (process.env.FAIL_AT ?? '').split(':');
let commits = 0;

function die() {
  process.kill(process.pid, 'SIGKILL');
}

/** A commit begins: whether it is the one to die at. */
function isTheOne() {
  commits += 1;
  return commits === Number(nth);
}

function afterCommit() {
  // It is on disk, and nobody has been told.
  if (place === 'after-commit') die();
  // Its acknowledgements leave in this turn of the event loop; what follows from them does not.
  if (place === 'after-acknowledgement') setImmediate(() => setImmediate(die));
}

const { exec } = Database.prototype;
Database.prototype.exec = function watched(sql) {
  if (sql !== 'COMMIT' || !isTheOne()) return exec.call(this, sql);
  if (place === 'before-commit') die();
  const result = exec.call(this, sql);
  afterCommit();
  return result;
};

const { query } = pg.Client.prototype;
pg.Client.prototype.query = function watched(...asked) {
  if (asked[0]?.text !== 'COMMIT' || !isTheOne()) return query.apply(this, asked);
  if (place === 'before-commit') die();
  const result = query.apply(this, asked);
  // Sent, and whether the server does it nobody here will ever hear.
  if (place === 'in-commit') setImmediate(die);
  else result.then(afterCommit, () => undefined);
  return result;
};
