/** Every limit of protocol v1. Sizes in bytes or Unicode code points, times in milliseconds, as the names say. */

/** One WebSocket frame or one POST /v1/frames body. */
export const frameBytes = 65_536;
/** One message, note or form answer called `message`. */
export const textCodePoints = 8_000;
export const nameCodePoints = 100;
/** RFC 5321 section 4.5.3.1.3: a path of 256 octets less its two angle brackets. */
export const emailChars = 254;
export const urlChars = 2_048;
export const titleCodePoints = 300;
/** Most events one `fetch` or one replay after `welcome` may bring; a client asks again for more. */
export const fetchEvents = 200;
/** How far a client may run ahead before `rate_limited`: a bucket of this many frames … */
export const frameBurst = 40;
/** … refilled at this rate. */
export const framesPerSecond = 15;
/** A socket that has not said `hello` by then is closed. */
export const helloTimeoutMs = 10_000;
/** The relay writes an empty comment to a stream this often, so that its reader notices when it has gone dead. */
export const streamBeatMs = 20_000;
/** A client sends `ping` about this often (± 20 %); browsers cannot see protocol pings. */
export const heartbeatMs = 25_000;
/** A reader shows "is typing" for this long after the last `typing` frame. */
export const typingShownMs = 6_000;
/** At most one `typing` frame in this time. */
export const typingEveryMs = 2_500;
/** Chats one operator handles at once unless their account says otherwise. */
export const chatsPerOperator = 6;
