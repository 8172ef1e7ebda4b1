import { LIMITS, NAMES, type VisitorFrame, type VisitorToken } from '../protocol/index.ts';
import type { Environment } from './environment.ts';

/** Nothing came for this long, not even the relay's beat: the stream is dead. */
const DEAD_AFTER_MS = LIMITS.streamBeatMs * 2.5;
/** Whether a WebSocket passes by now is tried after this time, and later each time. */
const FIRST_PROBE_MS = 60_000;
const LONGEST_PROBE_MS = 600_000;
const PROBE_WAIT_MS = 10_000;
/** Frames of one post, in characters: the limit of a body is LIMITS.frameBytes. */
const POST_CHARS = 8_000;

type Hello = Extract<VisitorFrame, { type: 'hello' }>;

/** As much of a WebSocket as the connection uses. */
export interface LineSocket {
  readonly readyState: number;
  onopen: (() => void) | null;
  onmessage: ((event: { data: unknown }) => void) | null;
  onclose: ((event: { code: number; reason: string }) => void) | null;
  send(frame: string): void;
  close(code?: number): void;
}

/**
 * Stands in for a WebSocket where none gets through: frames come by a stream and leave by posts. It tries now and then
 * whether a WebSocket passes, and then ends as a socket does whose relay went away.
 */
export function createHttpLine(address: string, environment: Environment): LineSocket {
  const base = address.replace(/^ws/, 'http').replace(NAMES.visitorSocket, '');
  const leaving = new AbortController();
  const waiting: string[] = [];
  let hello: Hello | undefined;
  let isPosting = false;
  /** What the relay ended the stream with while a post was under way, whose answer may still tell something. */
  let ending: { code: number; reason: string } | undefined;
  let readyState = 0;
  let probeMs = FIRST_PROBE_MS;
  let deadTimer: ReturnType<typeof setTimeout> | undefined;
  let probeTimer: ReturnType<typeof setTimeout> | undefined;
  let probing: WebSocket | undefined;
  const stopWaking = environment.onWake(() => probe());

  function close(): void {
    readyState = 3;
    leaving.abort();
    clearTimeout(deadTimer);
    clearTimeout(probeTimer);
    probing?.close();
    stopWaking();
  }

  function end(code: number, reason = ''): void {
    if (readyState === 3) return;
    close();
    line.onclose?.({ code, reason });
  }

  function take(data: string): void {
    if (readyState !== 3) line.onmessage?.({ data });
  }

  function post(path: string, body: string): Promise<Response> {
    return environment.fetch(base + path, { method: 'POST', body, signal: leaving.signal });
  }

  async function listen(first: string): Promise<void> {
    keepAlive();
    const { ok, body } = await post(NAMES.visitorStream, first);
    if (!ok || !body) return end(1006);
    const reader = body.getReader();
    const decoder = new TextDecoder();
    let text = '';
    for (let read = await reader.read(); !read.done; read = await reader.read()) {
      keepAlive();
      text += decoder.decode(read.value, { stream: true });
      const events = text.split('\n\n');
      text = events.pop() ?? '';
      for (const event of events) takeEvent(event);
    }
    if (!ending) end(1006);
  }

  function takeEvent(event: string): void {
    const [, kind, data] = /^(?:event: (\w+)\n)?data: (.*)$/.exec(event) ?? [];
    if (data === undefined) return;
    if (kind === 'close') {
      ending = JSON.parse(data) as { code: number; reason: string }; // the relay is trusted to speak the protocol
      if (!isPosting) end(ending.code, ending.reason);
      return;
    }
    if (data.startsWith('{"type":"welcome"')) welcomed(JSON.parse(data).token);
    take(data);
  }

  /** From now on the token speaks for the visitor, and the place in the log is the stream's matter. */
  function welcomed(token: VisitorToken | undefined): void {
    if (!hello) return;
    const { chat: _stand, ...rest } = hello;
    hello = { ...rest, ...(token && { token }) };
    probeTimer = setTimeout(probe, probeMs);
  }

  function keepAlive(): void {
    clearTimeout(deadTimer);
    deadTimer = setTimeout(() => end(1006), DEAD_AFTER_MS);
  }

  async function sendWaiting(): Promise<void> {
    if (isPosting) return;
    isPosting = true;
    while (waiting.length > 0 && readyState === 1 && !ending) {
      const frames = [JSON.stringify(hello)];
      for (let chars = 0; chars < POST_CHARS && waiting.length > 0; ) {
        const frame = waiting.shift() ?? '';
        chars += frame.length;
        frames.push(frame);
      }
      const answer = await post(NAMES.visitorFrames, frames.join('\n'));
      if (!answer.ok) return end(1006);
      for (const data of (await answer.text()).split('\n')) if (data) take(data);
    }
    isPosting = false;
    if (ending) end(ending.code, ending.reason);
  }

  function probe(): void {
    clearTimeout(probeTimer);
    if (probing || !hello || readyState !== 1) return;
    const socket = new environment.WebSocket(address, NAMES.subprotocol);
    probing = socket;
    const patience = setTimeout(() => socket.close(), PROBE_WAIT_MS);
    socket.onopen = () => socket.send(JSON.stringify(hello));
    // An answer is the proof: some proxies accept a WebSocket and let nothing through.
    socket.onmessage = () => end(1001);
    socket.onclose = () => {
      clearTimeout(patience);
      probing = undefined;
      if (readyState === 3) return;
      probeMs = Math.min(LONGEST_PROBE_MS, probeMs * 2);
      probeTimer = setTimeout(probe, probeMs);
    };
  }

  queueMicrotask(() => {
    if (readyState === 3) return;
    readyState = 1;
    line.onopen?.();
  });

  const line: LineSocket = {
    get readyState() {
      return readyState;
    },
    onopen: null,
    onmessage: null,
    onclose: null,
    send(frame) {
      const isFirst = hello === undefined;
      // The first frame on every line is the hello.
      if (isFirst) hello = JSON.parse(frame) as Hello;
      else waiting.push(frame);
      void (isFirst ? listen(frame) : sendWaiting()).catch(() => end(1006));
    },
    close,
  };
  return line;
}
