/** Every limit of protocol v1. Sizes in bytes or Unicode code points, times in milliseconds, as the names say. */
export const LIMITS = {
  /** One WebSocket frame or one POST /v1/frames body. */
  frameBytes: 65_536,
  /** One message, note or form answer called `message`. */
  textCodePoints: 8_000,
  nameCodePoints: 100,
  /** RFC 5321 section 4.5.3.1.3: a path of 256 octets less its two angle brackets. */
  emailChars: 254,
  urlChars: 2_048,
  titleCodePoints: 300,
  /** Most events one `fetch` or one replay after `welcome` may bring; a client asks again for more. */
  fetchEvents: 200,
  /** How far a client may run ahead before `rate_limited`: a bucket of this many frames … */
  frameBurst: 40,
  /** … refilled at this rate. */
  framesPerSecond: 15,
  /** A socket that has not said `hello` by then is closed. */
  helloTimeoutMs: 10_000,
  /** The relay writes an empty comment to a stream this often, so that its reader notices when it has gone dead. */
  streamBeatMs: 20_000,
  /** A client sends `ping` about this often (± 20 %); browsers cannot see protocol pings. */
  heartbeatMs: 25_000,
  /** A reader shows "is typing" for this long after the last `typing` frame. */
  typingShownMs: 6_000,
  /** At most one `typing` frame in this time. */
  typingEveryMs: 2_500,
  /** Chats one operator handles at once unless their account says otherwise. */
  chatsPerOperator: 6,
} as const;

/** Counts Unicode code points, the unit of every text limit, so that an emoji counts once on all sides. */
export function countCodePoints(text: string): number {
  let count = 0;
  for (const _ of text) count += 1;
  return count;
}
