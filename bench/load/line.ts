import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { pongFrame, readFrames, textFrame } from './frames.ts';
import type { LinePlan } from './plan.ts';
import { createTemplate, readId, type Template } from './template.ts';

/** An open line that has said its openings. */
export interface LoadLine {
  readonly template: Template | undefined;
  send(frames: Buffer): void;
  /** Sends one message. */
  sayText(text: string): void;
  end(): void;
}

/** What happens on a line, told by the number of the message. */
export interface LineEvents {
  readonly onAcknowledged: (id: number) => void;
  readonly onDelivered: (id: number) => void;
  /** A frame held what the plan wants counted. */
  readonly onNoted: () => void;
  /** All frames that came together were taken. */
  readonly onTaken: () => void;
  readonly onClosed: (why: string) => void;
}

/** Opens a line by its plan; rejects with what the server said when it does not go as planned. */
export async function openLine(plan: LinePlan, events: LineEvents): Promise<LoadLine> {
  const socket = connect({ port: plan.port, host: '127.0.0.1', noDelay: true });
  await once(socket, 'connect');
  const rest = await upgrade(socket, plan);
  const captured: Record<string, string> = {};
  const fill = (text: string): string =>
    text.replaceAll(/\{(\w+)\}/g, (whole, name: string) => captured[name] ?? whole);
  const answers = (plan.answers ?? []).map(({ when, say }) => ({
    when: Buffer.from(when),
    say: textFrame(say),
  }));
  let acknowledged = markOf(plan.acknowledged);
  let delivered = markOf(plan.delivered);
  const noted = markOf(plan.noted);
  let opening = 0;
  let onOpen: () => void = () => undefined;
  const opened = new Promise<void>((resolve, reject) => {
    onOpen = resolve;
    socket.on('close', () => {
      events.onClosed('the server closed the line');
      reject(new Error(`the line closed at its opening ${opening} of ${plan.opening.length}`));
    });
    socket.on('error', reject);
  });

  function say(): void {
    const next = plan.opening[opening];
    if (next) socket.write(textFrame(fill(next.say)));
    else {
      acknowledged = markOf(plan.acknowledged && fill(plan.acknowledged));
      delivered = markOf(plan.delivered && fill(plan.delivered));
      onOpen();
    }
  }

  function takeOpening(text: string): void {
    const step = plan.opening[opening];
    if (!step || !text.includes(step.until)) return;
    if (step.capture) {
      const value = new RegExp(step.capture.pattern).exec(text)?.[1];
      if (value === undefined) throw new Error(`${step.capture.pattern} is not in ${text}`);
      captured[step.capture.name] = value;
    }
    opening += 1;
    say();
  }

  function takeText(payload: Buffer): void {
    for (const { when, say: answer } of answers) {
      if (payload.equals(when)) return void socket.write(answer);
    }
    if (opening < plan.opening.length) return void takeOpening(payload.toString());
    forEachId(payload, acknowledged, events.onAcknowledged);
    forEachId(payload, delivered, events.onDelivered);
    if (noted && payload.includes(noted)) events.onNoted();
  }

  let pending: Buffer = Buffer.alloc(0);
  function take(chunk: Buffer): void {
    const bytes = pending.length > 0 ? Buffer.concat([pending, chunk]) : chunk;
    const end = readFrames(bytes, (opcode, from, to) => {
      if (opcode === 'text') takeText(bytes.subarray(from, to));
      else if (opcode === 'ping') socket.write(pongFrame(bytes.subarray(from, to)));
      else if (opcode === 'close') events.onClosed(bytes.subarray(from + 2, to).toString());
    });
    pending = bytes.subarray(end);
    events.onTaken();
  }

  socket.on('data', take);
  say();
  if (rest.length > 0) take(rest);
  await opened;
  return {
    template: plan.message === undefined ? undefined : createTemplate(fill(plan.message)),
    send: (frames) => void socket.write(frames),
    sayText: (text) => void socket.write(textFrame(text)),
    end: () => void socket.destroy(),
  };
}

function markOf(text: string | undefined): Buffer | undefined {
  return text === undefined ? undefined : Buffer.from(text);
}

/** A server may put several messages of its protocol into one frame. */
function forEachId(payload: Buffer, mark: Buffer | undefined, take: (id: number) => void): void {
  if (!mark) return;
  for (let at = payload.indexOf(mark); at >= 0; at = payload.indexOf(mark, at)) {
    at += mark.length;
    const id = readId(payload, at);
    if (id >= 0) take(id);
  }
}

/** The handshake of RFC 6455, section 4.1; gives back what came right behind the answer. */
async function upgrade(socket: Socket, { port, path, headers }: LinePlan): Promise<Buffer> {
  const lines = Object.entries({
    host: `127.0.0.1:${port}`,
    upgrade: 'websocket',
    connection: 'Upgrade',
    'sec-websocket-key': randomBytes(16).toString('base64'),
    'sec-websocket-version': '13',
    ...headers,
  }).map(([name, value]) => `${name}: ${value}\r\n`);
  socket.write(`GET ${path} HTTP/1.1\r\n${lines.join('')}\r\n`);
  let answer: Buffer = Buffer.alloc(0);
  while (!answer.includes('\r\n\r\n')) {
    const [chunk] = await once(socket, 'data');
    answer = Buffer.concat([answer, chunk as Buffer]); // no encoding was set, so it is a Buffer
  }
  const end = answer.indexOf('\r\n\r\n') + 4;
  const head = answer.subarray(0, end).toString();
  if (!head.startsWith('HTTP/1.1 101')) throw new Error(`no WebSocket was opened: ${head}`);
  return answer.subarray(end);
}
