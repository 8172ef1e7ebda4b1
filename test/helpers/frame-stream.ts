import { vi } from 'vitest';
import type { RelayFrame } from '../../protocol/index.ts';
import { NAMES } from '../../protocol/index.ts';

/** A stream from the relay in the words of the protocol, without any client code of ours. */
export interface FrameStream {
  /** The first frame of this type that came or comes; fails after five seconds. */
  hear<Type extends RelayFrame['type']>(type: Type): Promise<Extract<RelayFrame, { type: Type }>>;
  readonly heard: readonly RelayFrame[];
  /** Resolves with what the relay's last event said. */
  readonly closed: Promise<{ code: number; reason: string }>;
  hangUp(): void;
}

/** Opens a stream with this hello. */
export async function openStream(
  relayUrl: string,
  hello: object,
  headers: Record<string, string>,
): Promise<FrameStream> {
  const leaving = new AbortController();
  const answer = await fetch(relayUrl + NAMES.visitorStream, {
    method: 'POST',
    headers: { 'content-type': 'text/plain', ...headers },
    body: JSON.stringify(hello),
    signal: leaving.signal,
  });
  const { body } = answer;
  if (!answer.ok || !body) throw new Error(`no stream: ${answer.status} ${await answer.text()}`);
  const heard: RelayFrame[] = [];
  const closed = read(body, heard);
  closed.catch(() => undefined);
  return {
    hear: (type) =>
      vi.waitFor(
        () => {
          const frame = heard.find((one) => one.type === type);
          if (!frame) throw new Error(`no ${type} frame came; heard ${JSON.stringify(heard)}`);
          return frame as Extract<RelayFrame, { type: typeof type }>;
        },
        { timeout: 5_000, interval: 5 },
      ),
    heard,
    closed,
    hangUp: () => leaving.abort(),
  };
}

async function read(
  body: ReadableStream<Uint8Array>,
  heard: RelayFrame[],
): Promise<{ code: number; reason: string }> {
  let text = '';
  const decoder = new TextDecoder();
  for await (const bytes of body) {
    text += decoder.decode(bytes, { stream: true });
    const events = text.split('\n\n');
    text = events.pop() ?? '';
    for (const event of events) {
      const close = /^event: close\ndata: (.*)$/.exec(event)?.[1];
      if (close) return JSON.parse(close);
      if (event.startsWith('data: ')) heard.push(JSON.parse(event.slice(6)));
    }
  }
  throw new Error('the stream ended without a word');
}
