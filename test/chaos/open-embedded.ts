import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { newFolder, removeFolder } from '../helpers/folders.ts';
import type { Installation, LogRow, ReadLog } from './installation.ts';
import { DEATHS, type Death, startRelayProcess } from './relay-process.ts';

/** One relay with the embedded database, which only it can hurt. */
export async function openEmbedded(root: string): Promise<Installation> {
  const dataDir = await newFolder();
  const env = { DATA_DIR: dataDir };
  const relay = await startRelayProcess({ root, env, engine: 'sqlite' });
  return {
    port: relay.port,
    relays: [relay],
    ownerLink: relay.ownerLink,
    deaths: ['any-moment', ...DEATHS.slice(1).filter(isPossible)],
    startsWithinMs: 0,
    misfortunes: (lives) => lives.map((life) => () => life.end('SIGKILL')),
    otherNames: [],
    readLog: readerOf(join(dataDir, 'counterbell.db')),
    notes: () => [],
    async close() {
      await relay.end('SIGKILL');
      await removeFolder(dataDir);
    },
  };
}

/** strace kills a process as it enters fsync. */
function isPossible(death: Death): boolean {
  return death !== 'in-commit' || spawnSync('strace', ['-V']).status === 0;
}

function readerOf(databaseFile: string): ReadLog {
  return async (visitors) => {
    const database = new Database(databaseFile, { readonly: true });
    try {
      return database
        .prepare<[string], LogRow>(
          `SELECT visitor_id AS visitor, chats.id AS chat, seq, events.id, author_role AS author, audience
           FROM chats JOIN events ON chat_id = chats.id
           WHERE visitor_id IN (SELECT value FROM json_each(?)) ORDER BY started_at, chats.id, seq`,
        )
        .all(JSON.stringify(visitors));
    } finally {
      database.close();
    }
  };
}
