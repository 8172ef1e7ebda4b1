import { access, constants, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { readSettings, type Settings } from '../config/index.ts';
import { examinePostgres, examineRedis } from './examine-services.ts';
import { type Finding, problem, well } from './finding.ts';
import { sentenceFor } from './report-failure.ts';

/** Looks at everything that a relay needs here. With a wrong setting it ends there: the rest hangs on it. */
export async function examine(): Promise<Finding[]> {
  const node = examineNode(process.versions.node);
  let settings: Settings;
  try {
    settings = readSettings();
  } catch (error) {
    return [
      node,
      problem(sentenceFor(error), 'correct that setting; docs/reference/settings.md lists all'),
    ];
  }
  return [
    node,
    well('settings are valid'),
    await examineFolder(settings.dataDir),
    ...(await examineDatabase(settings)),
    ...(settings.redisUrl ? [await examineRedis(settings)] : []),
    await examinePort(settings.host, settings.port),
    examinePublicUrl(settings),
    await examineBuild(),
  ];
}

/** 20.19 is the oldest that runs modules as they are built here. */
function examineNode(version: string): Finding {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major > 20 || (major === 20 && minor >= 19)
    ? well(`Node ${version}`)
    : problem(`Node ${version} is too old`, 'install Node 22 or later');
}

async function examineFolder(dataDir: string): Promise<Finding> {
  try {
    await mkdir(dataDir, { recursive: true, mode: 0o700 });
    await access(dataDir, constants.W_OK | constants.X_OK);
    return well(`${resolve(dataDir)} can be written`);
  } catch (error) {
    const what = `the folder ${dataDir} cannot be written: ${sentenceFor(error)}`;
    return problem(what, 'give this user the right to it, or set DATA_DIR');
  }
}

async function examineDatabase(settings: Settings): Promise<Finding[]> {
  return settings.databaseUrl ? examinePostgres(settings) : [await examineSqlite()];
}

/** By opening a database of its own: that asserts SQLite's version and that every commit is synced to disk. */
async function examineSqlite(): Promise<Finding> {
  const dataDir = await mkdtemp(join(tmpdir(), 'counterbell-doctor-'));
  try {
    const { openStorage } = await import('../storage/index.ts');
    const storage = await openStorage({ dataDir });
    await storage.checkWritable();
    await storage.close();
    return well('SQLite is new enough and syncs every commit to disk');
  } catch (error) {
    return problem(sentenceFor(error), 'mend that and start again');
  } finally {
    await rm(dataDir, { recursive: true, force: true });
  }
}

function examinePort(host: string, port: number): Promise<Finding> {
  return new Promise((done) => {
    const server = createServer();
    server.once('error', (error) =>
      done(
        problem(
          `${host}:${port} cannot be used: ${error.message}`,
          'stop what uses it (a relay that runs already?), or set HOST and PORT',
        ),
      ),
    );
    server.listen(port, host, () => server.close(() => done(well(`${host}:${port} is free`))));
  });
}

/** The console's cookie needs https everywhere but on this machine itself. */
function examinePublicUrl({ publicUrl, host }: Pick<Settings, 'publicUrl' | 'host'>): Finding {
  const isOpen = host !== '127.0.0.1' && host !== '::1' && host !== 'localhost';
  if (publicUrl === null) {
    return isOpen
      ? problem(
          'PUBLIC_URL is empty, so snippets and links say localhost',
          'set PUBLIC_URL to the address that browsers use',
        )
      : well('PUBLIC_URL is empty: for trying out on this machine');
  }
  const { protocol, hostname } = new URL(publicUrl);
  const isLocal = hostname === 'localhost' || hostname === '127.0.0.1' || hostname === '[::1]';
  return protocol === 'https:' || isLocal
    ? well(`PUBLIC_URL is ${publicUrl}`)
    : problem(
        `PUBLIC_URL is ${publicUrl}: browsers keep no sign-in without https`,
        'put a proxy with TLS in front and set PUBLIC_URL to its https address',
      );
}

async function examineBuild(): Promise<Finding> {
  const { packageRoot } = await import('../app/index.ts');
  const missing = ['widget/widget.js', 'widget/manifest.json', 'console/index.html'];
  for (const file of missing) {
    const path = join(packageRoot(), 'dist', file);
    const found = await access(path).then(
      () => true,
      () => false,
    );
    if (!found) return problem(`dist/${file} is missing`, 'run: npm run build');
  }
  return well('widget and console are built');
}
