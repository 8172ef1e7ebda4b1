import { uuidv7 } from 'uuidv7';
import { WebSocket } from 'ws';
import {
  type EventId,
  NAMES,
  type SiteKey,
  type ToVisitorFrame,
  type VisitorFrame,
} from '../../protocol/index.ts';

/** A new visitor comes to a node, writes one message, and goes when it is stored. Rejects where it is not. */
export async function writeFirstMessage(nodeUrl: string, site: SiteKey): Promise<void> {
  const id = uuidv7() as EventId; // made as ids are
  await visit(nodeUrl, site, (frame, say) => {
    if (frame.type === 'welcome') {
      say({ type: 'send', id, chat: 'new', event: { kind: 'message', text: 'Hello?' } });
    }
    return frame.type === 'sent' ? frame.chat : undefined;
  });
}

/** Whether a node tells a new visitor that somebody accepts chats. */
export function isAccepting(nodeUrl: string, site: SiteKey): Promise<boolean> {
  return visit(nodeUrl, site, (frame) => (frame.type === 'welcome' ? frame.accepting : undefined));
}

/** Comes, hears frames until one gives a result, and goes. */
function visit<Result>(
  nodeUrl: string,
  site: SiteKey,
  onFrame: (frame: ToVisitorFrame, say: (frame: VisitorFrame) => void) => Result | undefined,
): Promise<Result> {
  const address = nodeUrl.replace('http', 'ws') + NAMES.visitorSocket;
  const socket = new WebSocket(address, NAMES.subprotocol, {
    headers: { origin: 'http://localhost' },
  });
  const say = (frame: VisitorFrame) => socket.send(JSON.stringify(frame));
  const page = { url: 'http://localhost/demo', title: 'Shop', referrer: '' };
  return new Promise<Result>((resolve, reject) => {
    socket.on('open', () => say({ type: 'hello', site, page }));
    socket.on('message', (data) => {
      // A frame of the relay, which its own tests hold to their schema.
      const frame = JSON.parse(String(data)) as ToVisitorFrame;
      if (frame.type === 'refused') reject(new Error(`refused: ${frame.message}`));
      const result = onFrame(frame, say);
      if (result !== undefined) resolve(result);
    });
    socket.on('error', reject);
    socket.on('close', (code) => reject(new Error(`the relay closed the line with ${code}`)));
  }).finally(() => socket.close());
}
