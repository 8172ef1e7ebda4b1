import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { uuidv7 } from 'uuidv7';
import { openStorage } from '../../../server/storage/index.ts';
import { message, says, visitorOf } from '../../../test/contracts/storage-fixtures.ts';

const CHATS = 64;

/** What the program prints. */
export interface GroupCommitResult {
  readonly rows: number;
  readonly commits: number;
  readonly seconds: number;
  readonly cpuSeconds: number;
}

/**
 * What SQLite alone takes: messages into the relay's own tables, `BATCH` to a commit that reaches the disk, for `SECONDS`, each
 * with its chat's row and nothing else of what the relay does with them. No repeats are looked for, nothing is read.
 */
export async function runGroupCommit(): Promise<void> {
  const batch = Number(process.env.BATCH);
  const dataDir = await mkdtemp(join(tmpdir(), 'group-commit-bench-'));
  const chats = await fill(dataDir);
  const database = new Database(join(dataDir, 'counterbell.db'));
  database.pragma('synchronous = FULL');
  database.pragma('foreign_keys = ON');
  database.pragma('wal_autocheckpoint = 16384');
  const insert = database.prepare(
    `INSERT INTO events (chat_id, seq, visible_prev, id, author_role, author_id, audience, body, sent_hash, at)
     VALUES (?, ?, ?, ?, 'visitor', ?, 'all', ?, NULL, ?)`,
  );
  const update = database.prepare(
    'UPDATE chats SET last_seq = ?, last_visible_seq = ?, last_visitor_seq = ?, updated_at = ? WHERE id = ?',
  );
  const body = message('Do you ship teapots to Oslo, and how long?');
  const until = performance.now() + Number(process.env.SECONDS) * 1_000;
  const began = performance.now();
  const cpu = process.cpuUsage();
  let rows = 0;
  let commits = 0;
  while (performance.now() < until) {
    database.exec('BEGIN IMMEDIATE');
    for (let nth = 0; nth < batch; nth += 1, rows += 1) {
      const chat = chats[rows % CHATS];
      if (!chat) throw new Error('there is no such chat');
      chat.seq += 1;
      const { id, seq, visitor } = chat;
      insert.run(id, seq, seq - 1, uuidv7(), visitor, body, Date.now());
      // A chat's row once a commit, as the relay does it.
      if (nth >= batch - CHATS) update.run(seq, seq, seq, Date.now(), id);
    }
    database.exec('COMMIT');
    commits += 1;
  }
  const { user, system } = process.cpuUsage(cpu);
  const result: GroupCommitResult = {
    rows,
    commits,
    seconds: (performance.now() - began) / 1_000,
    cpuSeconds: (user + system) / 1_000_000,
  };
  process.stdout.write(`${JSON.stringify(result)}\n`);
  database.close();
  await rm(dataDir, { recursive: true });
}

async function fill(dataDir: string): Promise<{ id: string; seq: number; visitor: string }[]> {
  const storage = await openStorage({ dataDir });
  const chats = [];
  for (let nth = 0; nth < CHATS; nth += 1) {
    const person = await visitorOf(storage);
    const [first] = await storage.append([says(person, 'Good morning!')]);
    if (first?.outcome !== 'appended') throw new Error('a first message was refused');
    chats.push({ id: first.chat.id, seq: 1, visitor: person.visitor });
  }
  await storage.close();
  return chats;
}
