import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { availableParallelism, cpus, loadavg, release, tmpdir, totalmem, type } from 'node:os';
import Database from 'better-sqlite3';
import { type Disk, measureDisk } from './disk.ts';
import { formatFigure } from './numbers.ts';
import { type ServerName, versionOf } from './server-versions.ts';

/** What a benchmark ran on: figures of one machine cannot be compared with another's. */
export interface Machine {
  /** The day it began, as ISO 8601 (UTC). */
  readonly date: string;
  /** `0.1.0 (66e5545)`; the commit is followed by `, changed` where something but docs differed from it. */
  readonly counterbell: string;
  readonly processor: string;
  readonly cores: number;
  readonly memoryBytes: number;
  /** `Linux 6.1.0`. */
  readonly kernel: string;
  readonly node: string;
  /** The one inside better-sqlite3. */
  readonly sqlite: string;
  /** `Postgres 17.2`: servers of others that took part. */
  readonly servers: readonly string[];
  readonly disk: Disk;
  /** Processes that ran or waited in the minute before. */
  readonly loadBefore: number;
}

/** Looks at this machine; to be called before anything is measured. `folder` is where databases are written. */
export function describeMachine(
  servers: readonly ServerName[] = [],
  folder: string = tmpdir(),
): Machine {
  const [loadBefore = 0] = loadavg();
  return {
    date: new Date().toISOString().slice(0, 10),
    counterbell: `${packageVersion()} (${commit()})`,
    processor: cpus()[0]?.model.trim() ?? 'unknown',
    cores: availableParallelism(),
    memoryBytes: totalmem(),
    kernel: `${type()} ${release()}`,
    node: process.versions.node,
    sqlite: sqliteVersion(),
    servers: servers.map(versionOf),
    disk: measureDisk(folder),
    loadBefore,
  };
}

/** The machine in one sentence. */
export function machineSentence(machine: Machine): string {
  const { disk } = machine;
  const memory = `${formatFigure(machine.memoryBytes / 2 ** 30)} GiB of memory`;
  const programs = [`Node ${machine.node}`, `SQLite ${machine.sqlite}`, ...machine.servers];
  return [
    `Measured on ${machine.date}: Counterbell ${machine.counterbell} on ${machine.cores} cores (${machine.processor}) with ${memory}`,
    machine.kernel,
    ...programs,
    `${disk.fileSystem}, where 4 KiB are synced in ${formatFigure(disk.syncMedianMs)} ms (p99 ${formatFigure(disk.syncP99Ms)} ms)`,
    `load average before the start ${formatFigure(machine.loadBefore)}`,
  ].join('; ');
}

function packageVersion(): string {
  const { version }: { version: string } = JSON.parse(readFileSync('package.json', 'utf8'));
  return version;
}

/** Docs are left out: the report of the benchmark before is among them. */
function commit(): string {
  const git = (...options: string[]) => spawnSync('git', options, { encoding: 'utf8' });
  const hash = git('rev-parse', '--short', 'HEAD').stdout?.trim();
  if (!hash) return 'no commit';
  const isSame = git('diff', '--quiet', 'HEAD', '--', '.', ':(exclude)docs').status === 0;
  return isSame ? hash : `${hash}, changed`;
}

function sqliteVersion(): string {
  const database = new Database(':memory:');
  const version = database.prepare('SELECT sqlite_version()').pluck().get();
  database.close();
  return String(version);
}
