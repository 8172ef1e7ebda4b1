/**
 * Socket.IO with SQLite under it. `guide`: as its own tutorial has it ("Client delivery": a message is inserted, then
 * acknowledged and handed on; a repeat is known by its unique client offset), with better-sqlite3 in the place of the
 * tutorial's driver and with commits that reach the disk. `batched`: at its best, all messages of a turn of the event loop
 * in one commit, acknowledged after it.
 */
import { createServer } from 'node:http';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { Server } from 'socket.io';

const { PORT, DATA_DIR, KIND } = process.env;
const database = new Database(join(DATA_DIR, 'chat.db'));
database.pragma('journal_mode = WAL');
database.pragma('synchronous = FULL');
database.exec(`
  CREATE TABLE IF NOT EXISTS messages (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    room TEXT,
    client_offset TEXT UNIQUE,
    content TEXT
  )`);
const insert = database.prepare(
  'INSERT INTO messages (room, client_offset, content) VALUES (?, ?, ?)',
);

const server = createServer();
const io = new Server(server, { transports: ['websocket'], perMessageDeflate: false });

function hand({ room, content, offset, acknowledge }, id) {
  io.to(room).emit('chat message', content, id, offset);
  acknowledge(offset);
}

let waiting = [];
function commit() {
  const messages = waiting;
  waiting = [];
  database.exec('BEGIN');
  const ids = messages.map(
    ({ room, offset, content }) => insert.run(room, offset, content).lastInsertRowid,
  );
  database.exec('COMMIT');
  for (const [index, message] of messages.entries()) hand(message, Number(ids[index]));
}

function take(message) {
  if (KIND === 'guide') {
    const { lastInsertRowid } = insert.run(message.room, message.offset, message.content);
    return hand(message, Number(lastInsertRowid));
  }
  if (waiting.push(message) === 1) setImmediate(commit);
}

io.on('connection', (socket) => {
  socket.on('join', (rooms, acknowledge) => {
    socket.join(rooms);
    acknowledge('joined');
  });
  socket.on('chat message', (room, content, offset, acknowledge) => {
    take({ room, content, offset, acknowledge });
  });
});
server.listen(Number(PORT), '127.0.0.1', () => process.stdout.write('ready\n'));
