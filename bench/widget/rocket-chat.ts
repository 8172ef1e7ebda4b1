import { readdirSync, readFileSync } from 'node:fs';
import type { Server } from 'node:http';
import { join } from 'node:path';
import { WebSocketServer } from 'ws';
import { PEERS } from '../harness/peers.ts';
import { serveSite } from './serve-site.ts';
import type { Peer, Subject } from './subject.ts';

const NAME = '@rocket.chat/livechat';
const BUILD = join(PEERS, 'node_modules', NAME, 'build');

/** What a server with one agent at work and no form before the chat answers, as far as the widget asks for it. */
const CONFIG = {
  config: {
    enabled: true,
    online: true,
    settings: { registrationForm: false, allowSwitchingDepartments: false, showConnecting: false },
    theme: { title: 'Chat', color: '#4f46e5' },
    messages: {},
    departments: [],
    triggers: [],
    resources: {},
  },
};

/** Rocket.Chat's widget as its package brings it built, by the tag that its own demo page has. */
export const rocketChat: Peer = { needs: NAME, start };

async function start(): Promise<Subject> {
  const files = new Map<string, Buffer | string>();
  for (const name of readdirSync(BUILD).filter((file) => !file.endsWith('.map'))) {
    files.set(`/livechat/${name}`, readFileSync(join(BUILD, name)));
  }
  files.set('/livechat.html', readFileSync(join(BUILD, 'index.html')));
  files.set('/api/v1/livechat/config', JSON.stringify(CONFIG));
  files.set('/api/v1/livechat/page.visited', JSON.stringify({ success: true }));
  const site = await serveSite(files);
  answerSocket(site.server);
  const frame = `${site.url}/livechat.html?serverUrl=${site.url}`;
  return {
    name: 'Rocket.Chat livechat',
    tag: `<script>
      window.RocketChat = function (call) { window.RocketChat._.push(call); };
      window.RocketChat._ = [];
      window.RocketChat.url = '${frame}';
    </script>
    <script async src="${site.url}/livechat/rocketchat-livechat.min.js"></script>`,
    frame,
    launcher: ['[class*=screen__chat-button]'],
    composer: ['[contenteditable]'],
    stop: site.stop,
  };
}

/** As much of DDP as the widget waits for before it shows. */
function answerSocket(server: Server): void {
  new WebSocketServer({ server, path: '/websocket' }).on('connection', (socket) => {
    socket.on('message', (data) => {
      const { msg, id } = JSON.parse(String(data));
      const answer = DDP_ANSWERS[msg]?.(id);
      if (answer) socket.send(JSON.stringify(answer));
    });
  });
}

const DDP_ANSWERS: Readonly<Record<string, (id: string) => object>> = {
  connect: () => ({ msg: 'connected', session: 'session' }),
  ping: () => ({ msg: 'pong' }),
  sub: (id) => ({ msg: 'ready', subs: [id] }),
  method: (id) => ({ msg: 'result', id, result: {} }),
};
