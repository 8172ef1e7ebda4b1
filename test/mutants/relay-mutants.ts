import type { Mutant } from './mutants.ts';

const MODEL = ['test/model'];
const CLIENT = ['test/client/visitor-client.test.ts', 'test/client/older-log.test.ts'];
const RELAY = ['test/server/realtime'];
const IDENTITY = ['test/server/realtime/identity.test.ts'];
const POSTGRES = ['test/contracts'];
const NODES = ['test/nodes/bus-down.test.ts'];
const GUARD = ['test/server/guard', 'test/server/http/guard.test.ts'];
const STORAGE = ['test/contracts', 'test/server/storage', 'test/server/chats'];

/** Faults of the relay. */
export const RELAY_MUTANTS: readonly Mutant[] = [
  {
    fault: 'an acknowledgement leaves before the commit',
    file: 'server/chats/append-events.ts',
    from: '      const results = await storage.append(batch);\n',
    to: '    void storage.append(batch);\n    const results = batch.map(({ id }): AppendResult => ({ outcome: "repeated", chat: "" as never, seq: 1, at: id.length }));\n',
    tests: [...STORAGE, ...RELAY],
  },
  {
    fault: 'a commit that failed is acknowledged',
    file: 'server/chats/append-events.ts',
    from: '      const results = await storage.append(batch);\n',
    to: '    const results = await storage.append(batch).catch((): AppendResult[] => batch.map(({ id }) => ({ outcome: "repeated", chat: "" as never, seq: 1, at: id.length })));\n',
    tests: [...STORAGE, ...RELAY],
  },
  {
    fault: 'a repeat is stored a second time',
    file: 'server/storage/ledger.ts',
    from: 'if (first) return answerRepeat(request, first);',
    to: 'if (first && Math.abs(0) > 1) return answerRepeat(request, first);',
    tests: STORAGE,
  },
  {
    fault: 'a used id with another body is taken for a repeat',
    file: 'server/storage/append-rules.ts',
    from: "  if (!isSame) return refused('id_conflict', 'this id was sent before with another body');\n",
    to: '  void isSame;\n',
    tests: STORAGE,
  },
  {
    fault: 'every first message makes a chat, although one is open',
    file: 'server/storage/ledger.ts',
    from: 'if (open) return chats.get(open) ?? null;',
    to: 'if (open && target.orElse) return chats.get(open) ?? null;',
    tests: STORAGE,
  },
  {
    fault: 'two nodes give an operator chats without waiting for each other',
    file: 'server/storage/postgres/append-statements.ts',
    from: "'SELECT id FROM operators WHERE id = ANY($1) ORDER BY id FOR NO KEY UPDATE'",
    to: "'SELECT id FROM operators WHERE id = ANY($1) ORDER BY id'",
    tests: POSTGRES,
  },
  {
    fault: 'Postgres acknowledges commits that are not on disk',
    file: 'server/storage/postgres/connections.ts',
    from: "'synchronous_commit=on'",
    to: "'synchronous_commit=off'",
    tests: POSTGRES,
  },
  {
    fault: 'what another node commits late is passed over',
    file: 'server/storage/postgres/changes-since.ts',
    from: 'pg_snapshot_xmin(pg_current_snapshot())',
    to: 'pg_snapshot_xmax(pg_current_snapshot())',
    tests: POSTGRES,
  },
  {
    fault: 'two nodes take the same rows of the outbox',
    file: 'server/storage/queries/outbox.ts',
    from: "        .forUpdate('outbox')\n        .skipLocked(),\n",
    to: '',
    tests: POSTGRES,
  },
  {
    fault: 'nobody is told what another node wrote while the bus was down',
    file: 'server/realtime/hub.ts',
    from: 'if (told.last(chat) < row.last_seq) {',
    to: 'if (told.last(chat) < row.last_seq && row.last_seq < 0) {',
    tests: NODES,
  },
  {
    fault: 'a site that another node changed stays as it was while the bus is down',
    file: 'server/app/join-nodes.ts',
    from: 'await Promise.all([sites.refresh(), addons.refresh(), bans.refresh()]);',
    to: 'await Promise.all([addons.refresh(), bans.refresh()]);',
    tests: NODES,
  },
  {
    fault: 'events do not reach the outbox of add-ons',
    file: 'server/storage/sqlite/append-statements.ts',
    from: '      insertOutbox.run(event.chat_id, event.seq);\n',
    to: '',
    tests: [...STORAGE, 'test/server/addons'],
  },
  {
    fault: 'commits are not on disk when they are acknowledged',
    file: 'server/storage/sqlite/open-database.ts',
    from: "pragma('synchronous = FULL')",
    to: "pragma('synchronous = NORMAL')",
    tests: STORAGE,
  },
  {
    fault: 'a visitor’s event names a note as the one before it',
    file: 'server/chats/write-events.ts',
    from: 'visible_prev: row.last_visible_seq,',
    to: 'visible_prev: row.last_seq,',
    tests: ['test/server/chats', ...RELAY],
  },
  {
    fault: 'a note is delivered to the visitor',
    file: 'server/chats/event-frames.ts',
    from: "  if (row.audience !== 'all') return null;\n",
    to: '',
    tests: [...RELAY, ...MODEL],
  },
  {
    fault: 'a replay shows a visitor the notes',
    file: 'server/realtime/replay.ts',
    from: "const audience = reader === 'visitor' ? 'all' : undefined;",
    to: "const audience = reader === 'visitor' ? undefined : undefined;",
    tests: [...RELAY, ...MODEL],
  },
  {
    fault: 'a place in another epoch’s log is trusted',
    file: 'server/realtime/visitor-socket.ts',
    from: 'hello.chat?.id === latest.id && hello.chat.epoch === deps.storage.epoch',
    to: 'hello.chat?.id === latest.id && hello.chat.epoch !== ""',
    tests: [...CLIENT, ...RELAY],
  },
  {
    fault: 'a replay begins one event too late',
    file: 'server/storage/queries/events.ts',
    from: ".where('seq', '>', after)",
    to: ".where('seq', '>', after + 1)",
    tests: [...RELAY, ...MODEL],
  },
  {
    fault: 'a chat is read with another visitor’s token',
    file: 'server/realtime/visitor-acts.ts',
    from: 'if (row?.visitor_id === visitor && row.site_id === site.id) return row;',
    to: 'if (row && site && visitor) return row;',
    tests: RELAY,
  },
  {
    fault:
      'what was said before signing in keeps its author, and is stored twice when it is sent again',
    file: 'server/storage/queries/move-visitor.ts',
    from: "    .set({ author_id: to })\n    .where('chat_id'",
    to: "    .set({ author_id: from })\n    .where('chat_id'",
    tests: IDENTITY,
  },
  {
    fault: 'the token that a device had before it was a user’s stays good',
    file: 'server/identity/identities.ts',
    from: '    await deleteKeysOfVisitor(db, visitor_id);\n',
    to: '',
    tests: IDENTITY,
  },
  {
    fault: 'a device that proves another user is joined to them with the chats of the one before',
    file: 'server/identity/identities.ts',
    from: 'const joined = isOther ? undefined : await join(',
    to: 'const joined = await join(',
    tests: IDENTITY,
  },
  {
    fault: 'a token is taken for as long as it likes',
    file: 'server/identity/check-proof.ts',
    from: 'if (exp + LEEWAY_S <= nowS)',
    to: 'if (exp + LEEWAY_S <= 0)',
    tests: ['test/server/identity'],
  },
  {
    fault: 'a wrong signature is taken where it is as long as a right one',
    file: 'server/identity/check-proof.ts',
    from: ' && timingSafeEqual(right, signature)',
    to: '',
    tests: ['test/server/identity'],
  },
  {
    fault: 'a post without a token makes a visitor whom nobody can be again',
    file: 'server/realtime/frames-over-http.ts',
    from: "    if (!hello.token) return refuse(reply, 'token_invalid');\n",
    to: '',
    tests: RELAY,
  },
  {
    fault: 'a message that comes again is refused by the spam guard',
    file: 'server/guard/rules.ts',
    from: '  ids.delete(own);\n',
    to: '',
    tests: GUARD,
  },
  {
    fault: 'the spam guard counts on after an answer',
    file: 'server/guard/rules.ts',
    from: "    if (author_role === 'operator') break;\n",
    to: '',
    tests: GUARD,
  },
  {
    fault: 'the spam guard looks closely at what comes late',
    file: 'server/guard/guard.ts',
    from: '      if (now() - writtenAt(saying.id) > LATE_MS) return undefined;\n',
    to: '',
    tests: GUARD,
  },
];
