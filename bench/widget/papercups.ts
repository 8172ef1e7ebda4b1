import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'vite';
import { PEERS } from '../harness/peers.ts';
import { serveSite } from './serve-site.ts';
import type { Peer, Subject } from './subject.ts';

/** The panel is a page of its own that the package does not hold: all that is here of it is its word that it is there. */
const FRAME = `<!doctype html><script>parent.postMessage({ event: 'chat:loaded', payload: {} }, '*')</script>`;

/** What its server answers where nothing was set. */
const SETTINGS = JSON.stringify({ data: {} });

/** Papercups' component on a page of its own, built for production, React included as in its own script. */
export const papercups: Peer = { needs: '@papercups-io/chat-widget', start };

async function start(): Promise<Subject> {
  const files = new Map<string, Buffer | string>([
    ['/widget.js', await buildScript()],
    ['/frame.html', FRAME],
    ['/api/widget_settings', SETTINGS],
    ['/api/widget_settings/metadata', SETTINGS],
  ]);
  const site = await serveSite(files);
  return {
    name: 'Papercups',
    tag: `<script defer src="${site.url}/widget.js"></script>`,
    launcher: ['.Papercups-toggleButton'],
    stop: site.stop,
  };
}

async function buildScript(): Promise<Buffer> {
  const outDir = await mkdtemp(join(tmpdir(), 'papercups-'));
  await build({
    configFile: false,
    logLevel: 'error',
    define: { 'process.env.NODE_ENV': '"production"' },
    build: {
      outDir,
      rolldownOptions: {
        input: join(PEERS, 'papercups.mjs'),
        output: { format: 'iife', entryFileNames: 'widget.js' },
      },
    },
  });
  const script = await readFile(join(outDir, 'widget.js'));
  await rm(outDir, { recursive: true });
  return script;
}
