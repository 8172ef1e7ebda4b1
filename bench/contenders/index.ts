import type { Contender } from './contender.ts';
import { counterbell } from './counterbell.ts';
import { nats } from './nats.ts';
import { plainRelay, wsEcho } from './plain-servers.ts';
import { prosody } from './prosody.ts';
import { socketIo, socketIoBatched } from './socket-io.ts';

/** Everything that takes messages over WebSockets here; ours first. */
export const CONTENDERS: readonly Contender[] = [
  counterbell,
  wsEcho,
  plainRelay,
  socketIo,
  socketIoBatched,
  prosody,
  nats,
];
