import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../../test/helpers/free-port.ts';
import { isThere } from '../harness/cores.ts';
import { startServer } from '../harness/server-process.ts';
import type { LinePlan, Opening } from '../load/plan.ts';
import type { Contender, RunningContender, StartOptions } from './contender.ts';

const WORDS = 'Do you ship teapots to Oslo, and how long? {id}';
/** Before the digits that count, in the message's id. */
const ID_HEAD = "id='message-";
const ROOMS = 'rooms.localhost';

/**
 * Prosody over XMPP's WebSocket (RFC 7395): a chat is a room (XEP-0045) whose archive (XEP-0313) is a table in SQLite. A room
 * stores a message before it sends it to everybody in it, so its sender takes that for the acknowledgement.
 */
export const prosody: Contender = {
  name: 'Prosody with its archive in SQLite',
  durability: 'power loss',
  lacks: () =>
    isThere('prosody') ? undefined : 'prosody and lua-dbi-sqlite3 are not installed (apt-get)',
  start,
};

async function start({ slowSyncMs, countsSyncs }: StartOptions = {}): Promise<RunningContender> {
  const folder = await mkdtemp(join(tmpdir(), 'prosody-bench-'));
  const port = await freePort();
  const file = join(folder, 'prosody.cfg.lua');
  await writeFile(file, settings(folder, port));
  const server = await startServer({
    command: ['prosody', '-F', '--config', file],
    ready: /Activated service 'http'/,
    slowSyncMs,
    countsSyncs,
  });
  let rooms = 0;
  return {
    cpuSeconds: server.cpuSeconds,
    residentBytes: server.residentBytes,
    syncs: server.syncs,
    senders: async (count) =>
      Array.from({ length: count }, () => {
        rooms += 1;
        return senderIn(port, rooms);
      }),
    receivers: async (count) =>
      Array.from({ length: count }, (_, index) => receiverOf(port, index, rooms)),
    async stop() {
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Nothing but what is measured. It leaves SQLite as that is by itself: a commit per message, synced (`synchronous=FULL`). */
function settings(folder: string, port: number): string {
  return `
run_as_root = true
data_path = "${folder}"
log = { info = "*console" }
http_ports = { ${port} }
http_interfaces = { "127.0.0.1" }
http_default_host = "localhost"
https_ports = { }
c2s_ports = { }
s2s_ports = { }
c2s_require_encryption = false
consider_websocket_secure = true
modules_enabled = { "saslauth", "websocket" }
modules_disabled = { "s2s", "offline" }
default_storage = "memory"
storage = { muc_log = "sql" }
sql = { driver = "SQLite3", database = "prosody.sqlite" }
VirtualHost "localhost"
  authentication = "anonymous"
Component "${ROOMS}" "muc"
  modules_enabled = { "muc_mam" }
  muc_log_by_default = true
  muc_log_expires_after = "never"
  muc_room_locking = false
`;
}

const OPEN = '<open xmlns="urn:ietf:params:xml:ns:xmpp-framing" to="localhost" version="1.0"/>';
const SASL = 'urn:ietf:params:xml:ns:xmpp-sasl';
const BIND = 'urn:ietf:params:xml:ns:xmpp-bind';

/** RFC 7395, section 3, and RFC 6120, sections 6 and 7. */
function lineTo(port: number, opening: readonly Opening[]): LinePlan {
  const bind = `<iq xmlns="jabber:client" type="set" id="bind"><bind xmlns="${BIND}"/></iq>`;
  return {
    port,
    path: '/xmpp-websocket',
    headers: { 'sec-websocket-protocol': 'xmpp' },
    opening: [
      { say: OPEN, until: 'ANONYMOUS' },
      { say: `<auth xmlns="${SASL}" mechanism="ANONYMOUS"/>`, until: '<success' },
      { say: OPEN, until: BIND },
      { say: bind, until: "id='bind'" },
      ...opening,
    ],
  };
}

function roomOf(nth: number): string {
  return `room${nth}@${ROOMS}`;
}

/** The room's subject is the last that it says to somebody who comes in (XEP-0045, section 7.2.15). */
function enter(nth: number, name: string): Opening {
  const who = `<x xmlns="http://jabber.org/protocol/muc"/>`;
  const say = `<presence xmlns="jabber:client" to="${roomOf(nth)}/${name}">${who}</presence>`;
  return { say, until: '<subject' };
}

function senderIn(port: number, nth: number): LinePlan {
  const to = roomOf(nth);
  return {
    ...lineTo(port, [enter(nth, 'visitor')]),
    message: `<message xmlns="jabber:client" type="groupchat" to="${to}" id="message-{id}"><body>${WORDS}</body></message>`,
    acknowledged: ID_HEAD,
  };
}

function receiverOf(port: number, index: number, rooms: number): LinePlan {
  const all = Array.from({ length: rooms }, (_, room) => enter(room + 1, `operator${index}`));
  return { ...lineTo(port, all), delivered: ID_HEAD };
}
