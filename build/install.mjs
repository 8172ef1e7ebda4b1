/** Installs the packages of the lock file, where they are not installed yet. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fail, hashOf, node, root, spawned, step } from './step.mjs';

const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  fail(`Counterbell needs Node 20.19 or later; this is ${process.version}. Install a newer Node.`);
}

step({
  stamp: 'node_modules/.counterbell-installed',
  mark: () => hashOf(readFileSync(join(root, 'package-lock.json'))),
  says: 'Installing packages (once; a minute or two where SQLite has to be compiled)',
  run: () => npm('ci', '--no-audit', '--no-fund', '--loglevel=error'),
});

function npm(...args) {
  // npm tells its scripts where it lives; started by hand, the one on the path serves.
  const cli = process.env.npm_execpath;
  return cli ? node(cli, ...args) : spawned('npm', args);
}
