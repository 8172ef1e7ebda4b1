import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, onTestFinished, test } from 'vitest';
import { newFolder, removeFolder } from '../helpers/folders.ts';
import { checkImage } from './check-image.ts';
import type { Acknowledgement } from './disk-event.ts';
import { textOf } from './message-text.ts';

const TOLD: readonly Acknowledgement[] = ['0001', '00ff', 'ffff'].map((id, index) => ({
  id,
  chat: 'chat',
  seq: index + 1,
}));

/** Looks at a database with what was told stored in it, after `change` was done to it. */
async function findingsAfter(change: string, acknowledged = TOLD) {
  const folder = await newFolder();
  onTestFinished(() => removeFolder(folder));
  const database = new Database(join(folder, 'made.db'));
  database.exec(`
    CREATE TABLE chats (id TEXT, last_seq INTEGER);
    CREATE TABLE events (id TEXT, chat_id TEXT, seq INTEGER, body TEXT);
    INSERT INTO chats VALUES ('chat', 3);`);
  const insert = database.prepare('INSERT INTO events VALUES (?, ?, ?, ?)');
  for (const { id, chat, seq } of TOLD) {
    insert.run(id, chat, seq, JSON.stringify({ kind: 'message', text: textOf(id) }));
  }
  database.exec(change);
  database.close();
  const image = new Map([['counterbell.db', await readFile(join(folder, 'made.db'))]]);
  return checkImage(join(folder, 'image'), image, acknowledged);
}

test('finds nothing wrong with what is as it was told', async () => {
  expect(await findingsAfter('')).toEqual({ damage: undefined, lost: [], doubled: [], holes: [] });
});

test.each([
  ['a missing message', "DELETE FROM events WHERE id = 'ffff'", { lost: ['ffff'] }],
  ['another number', "UPDATE events SET seq = 4 WHERE id = 'ffff'", { lost: ['ffff'] }],
  ['another chat', "UPDATE events SET chat_id = 'x' WHERE id = 'ffff'", { lost: ['ffff'] }],
  [
    'a changed text',
    `UPDATE events SET body = '{"text":"0001 "}' WHERE seq = 1`,
    { lost: ['0001'] },
  ],
  [
    'a message twice',
    'INSERT INTO events SELECT * FROM events WHERE seq = 2',
    { doubled: ['00ff'] },
  ],
  ['a hole', 'DELETE FROM events WHERE seq = 2', { holes: ['chat'] }],
  ['a chat that says more than it has', 'UPDATE chats SET last_seq = 4', { holes: ['chat'] }],
])('finds %s', async (_what, change, findings) => {
  expect(await findingsAfter(change)).toMatchObject(findings);
});

test('finds damage, and all lost where nothing can be read', async () => {
  const folder = await newFolder();
  onTestFinished(() => removeFolder(folder));
  const image = new Map([['counterbell.db', Buffer.from('not a database'.repeat(1_000))]]);
  const findings = await checkImage(join(folder, 'image'), image, TOLD);
  expect(findings.damage).toContain('SQLITE_NOTADB');
  expect(findings.lost).toHaveLength(TOLD.length);
});
