/**
 * The control of the proof, loaded into a relay's process before its own code (`node --import`): the database syncs as
 * SQLite's `synchronous = NORMAL` does, which is not after each commit, and the relay's look at the setting is lied to.
 */
import Database from 'better-sqlite3';

const { pragma } = Database.prototype;
const FULL = 2;

Database.prototype.pragma = function weakened(source, options) {
  if (/^\s*synchronous\s*$/i.test(source)) return FULL;
  const weaker = source.replace(/^\s*synchronous\s*=\s*full\s*$/i, 'synchronous = NORMAL');
  return pragma.call(this, weaker, options);
};
