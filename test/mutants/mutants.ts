/** A deliberate fault: one place of one file, written otherwise. */
export interface Mutant {
  /** What it does wrong, in words. */
  readonly fault: string;
  readonly file: string;
  readonly from: string;
  readonly to: string;
  /** Where it should be noticed. */
  readonly tests: readonly string[];
}

const MODEL = ['test/model'];
const OUTBOX = ['test/client/outbox.test.ts', ...MODEL];
const REPLICA = ['test/client/replica.test.ts', 'test/client/chat-log.test.ts'];
const CLIENT = ['test/client/visitor-client.test.ts', 'test/client/older-log.test.ts'];
const LINE = ['test/client/connection.test.ts'];
const RELAY = ['test/server/realtime'];
const STORAGE = ['test/contracts', 'test/server/storage', 'test/server/chats'];

/** Each must be caught by a test; one that is not is a missing test. */
export const MUTANTS: readonly Mutant[] = [
  {
    fault: 'the outbox is forgotten when the page is loaded again',
    file: 'client/outbox.ts',
    from: '  reload();\n  return {',
    to: '  return {',
    tests: OUTBOX,
  },
  {
    fault: 'a settled message is not kept for an older log',
    file: 'client/outbox.ts',
    from: "      change(id, { chat, state: { name: 'settled', epoch } });",
    to: '      remove(id);\n      reload();',
    tests: [...CLIENT, ...MODEL],
  },
  {
    fault: 'another tab’s changes are not read before offering again',
    file: 'client/outbox.ts',
    from: '      // Another tab may have settled what this one still takes for unsent: all of it or none keeps the order.\n      reload();\n',
    to: '',
    tests: OUTBOX,
  },
  {
    fault: 'an erased visitor’s messages are offered to the same log again',
    file: 'client/outbox.ts',
    from: '      removeSettled(({ state }) => state.epoch === epoch);',
    to: '',
    tests: OUTBOX,
  },
  {
    fault: 'what waits for a new chat does not follow its first message',
    file: 'client/outbox.ts',
    from: 'if (entry.chat === from) write({ ...entry, chat: to });',
    to: '',
    tests: OUTBOX,
  },
  {
    fault: 'settled messages are kept without end',
    file: 'client/outbox.ts',
    from: 'index < settled.length - KEPT',
    to: 'false',
    tests: OUTBOX,
  },
  {
    fault: 'several messages of a chat are under way at once',
    file: 'client/sender.ts',
    from: '!underWay.has(lane) && isSettled(entry.chat)',
    to: 'isSettled(entry.chat)',
    tests: OUTBOX,
  },
  {
    fault: 'the outbox is sent before what is committed is known',
    file: 'client/sender.ts',
    from: '!underWay.has(lane) && isSettled(entry.chat)',
    to: '!underWay.has(lane)',
    tests: OUTBOX,
  },
  {
    fault: 'what was under way when the line broke is not sent again',
    file: 'client/sender.ts',
    from: '      underWay.clear();\n',
    to: '',
    tests: OUTBOX,
  },
  {
    fault: 'a message that may come again later is given up',
    file: 'client/sender.ts',
    from: '        retryLater(entry.id, retryAfter);\n',
    to: '        outbox.discard(entry.id);\n',
    tests: OUTBOX,
  },
  {
    fault: 'a refused message of another tab blocks the lane',
    file: 'client/sender.ts',
    from: 'if (!entry) return free(id);',
    to: 'if (!entry) return;',
    tests: OUTBOX,
  },
  {
    fault: 'a message that is in the log already is not settled by it',
    file: 'client/sender.ts',
    from: 'if (outbox.list().some((entry) => entry.id === id)) settle(id, chat);',
    to: '',
    tests: OUTBOX,
  },
  {
    fault: 'a refusal for good is sent again and again',
    file: 'client/sender.ts',
    from: '      if (!final) {',
    to: '      if (final || !final) {',
    tests: OUTBOX,
  },
  {
    fault: 'the view goes on past a hole',
    file: 'client/chat-log.ts',
    from: 'if (event.prev !== last()) {',
    to: 'if (event.prev < 0) {',
    tests: [...REPLICA, ...MODEL],
  },
  {
    fault: 'an event that came twice is shown twice',
    file: 'client/chat-log.ts',
    from: "      if (event.seq <= last()) return 'known';\n",
    to: '',
    tests: [...REPLICA, ...MODEL],
  },
  {
    fault: 'a hole is not asked about',
    file: 'client/replica.ts',
    from: "if (outcome === 'hole' || (isBehind",
    to: 'if ((isBehind',
    tests: [...REPLICA, ...MODEL],
  },
  {
    fault: 'a replay that fills one answer is taken for whole',
    file: 'client/replica.ts',
    from: ' || (isBehind && received >= LIMITS.fetchEvents)',
    to: '',
    tests: [...REPLICA, ...CLIENT],
  },
  {
    fault: 'a lost event is never asked for at the heartbeat',
    file: 'client/replica.ts',
    from: '      if (head !== null) ask();',
    to: '',
    tests: REPLICA,
  },
  {
    fault: 'a chat counts as caught up before its replay came',
    file: 'client/replica.ts',
    from: 'isSettled: () => head !== null && log.last >= head',
    to: 'isSettled: () => head !== null',
    tests: [...REPLICA, ...MODEL],
  },
  {
    fault: 'the events of another epoch are kept',
    file: 'client/visitor-client.ts',
    from: '    if (frame.epoch !== epoch) replica.clear();\n',
    to: '',
    tests: [...CLIENT, ...MODEL],
  },
  {
    fault: 'nothing is offered again to an older log',
    file: 'client/visitor-client.ts',
    from: 'if (outbox.offerAgain(epoch)) retargetLost(frame.chats);',
    to: '',
    tests: CLIENT,
  },
  {
    fault: 'messages for a chat that the older log does not have are sent there',
    file: 'client/visitor-client.ts',
    from: 'if (outbox.offerAgain(epoch)) retargetLost(frame.chats);',
    to: 'outbox.offerAgain(epoch);',
    tests: CLIENT,
  },
  {
    fault: 'what goes to a new chat overtakes what goes to the chat itself',
    file: 'client/visitor-client.ts',
    from: "laneOf: () => ''",
    to: 'laneOf: ({ chat: lane }) => lane',
    tests: ['test/client/one-lane.test.ts'],
  },
  {
    fault: 'two tabs opened at once become two visitors',
    file: 'client/visitor-client.ts',
    from: 'if (frame.token && options.token.read()) {',
    to: 'if (frame.token && options.token.read() === undefined && visitor) {',
    tests: MODEL,
  },
  {
    fault: 'what was written under a void token is not sent to a new chat',
    file: 'client/visitor-client.ts',
    from: "    if (chat) outbox.retarget(chat, 'new');\n",
    to: '',
    tests: [...CLIENT, ...MODEL],
  },
  {
    fault: 'an id does not grow while the clock stands',
    file: 'client/message-id.ts',
    from: '      counter += 1;\n',
    to: '',
    tests: ['test/client/message-id.test.ts'],
  },
  {
    fault: 'an id does not follow what an earlier page wrote',
    file: 'client/message-id.ts',
    from: 'if (afterMs > lastMs) {',
    to: 'if (afterMs > lastMs && counter < 0) {',
    tests: ['test/client/message-id.test.ts', ...MODEL],
  },
  {
    fault: 'a lost line is not opened again',
    file: 'client/connection.ts',
    from: '    retryIn(waitMs());\n',
    to: '',
    tests: LINE,
  },
  {
    fault: 'a line that answers nothing counts as alive',
    file: 'client/connection.ts',
    from: "pongTimer = setTimeout(() => closed(1006, ''), withinMs);",
    to: 'void withinMs;',
    tests: LINE,
  },
  {
    fault: 'everybody comes back at the same moment',
    file: 'client/connection.ts',
    from: 'return environment.random() * spread;',
    to: 'return 0 * spread;',
    tests: LINE,
  },
  {
    fault: 'an operator’s chats are not watched again on a new line',
    file: 'client/operator-client.ts',
    from: "if (next.name === 'open') askForAll();\n    else {",
    to: "if (next.name !== 'open') {",
    tests: ['test/client/operator-client.test.ts'],
  },
  {
    fault: 'an acknowledgement leaves before the commit',
    file: 'server/chats/append-events.ts',
    from: '    const results = await storage.append(batch);\n',
    to: '    void storage.append(batch);\n    const results = batch.map(({ id }): AppendResult => ({ outcome: "repeated", chat: "" as never, seq: 1, at: id.length }));\n',
    tests: [...STORAGE, ...RELAY],
  },
  {
    fault: 'a commit that failed is acknowledged',
    file: 'server/chats/append-events.ts',
    from: '    const results = await storage.append(batch);\n',
    to: '    const results = await storage.append(batch).catch((): AppendResult[] => batch.map(({ id }) => ({ outcome: "repeated", chat: "" as never, seq: 1, at: id.length })));\n',
    tests: [...STORAGE, ...RELAY],
  },
  {
    fault: 'a repeat is stored a second time',
    file: 'server/storage/sqlite/append.ts',
    from: '  if (repeat) return repeat;\n',
    to: '  if (repeat && Math.abs(0) > 1) return repeat;\n',
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
    file: 'server/storage/sqlite/append.ts',
    from: 'if (open || target.orElse === undefined) return open ?? null;',
    to: 'if (target.orElse === undefined) return null;',
    tests: STORAGE,
  },
  {
    fault: 'events do not reach the outbox of add-ons',
    file: 'server/storage/sqlite/append.ts',
    from: '    statements.insertOutbox.run(event.chat_id, event.seq);\n',
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
    fault: 'a post without a token makes a visitor whom nobody can be again',
    file: 'server/realtime/frames-over-http.ts',
    from: "    if (!hello.token) return refuse(reply, 'token_invalid');\n",
    to: '',
    tests: RELAY,
  },
];
