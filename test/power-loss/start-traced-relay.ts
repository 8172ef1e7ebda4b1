import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { straceCommand } from './strace.ts';

export interface TracedRelayOptions {
  /** The checkout, in which the relay is built. */
  readonly root: string;
  readonly dataDir: string;
  readonly traceFile: string;
  /** Loaded before the relay's own code. */
  readonly preload?: string;
}

export interface TracedRelay {
  readonly url: string;
  /** Stops it in good order; resolves when the trace is written. */
  stop(): Promise<void>;
}

/** Starts the built relay under strace, with the demo shop's site. */
export async function startTracedRelay(options: TracedRelayOptions): Promise<TracedRelay> {
  const { root, dataDir, traceFile, preload } = options;
  const [strace = '', ...tracing] = straceCommand(traceFile);
  const main = join(root, 'dist/relay/main.js');
  const node = [process.execPath, ...(preload ? ['--import', preload] : []), main, 'demo'];
  const child = spawn(strace, [...tracing, ...node], {
    env: {
      PATH: process.env.PATH,
      HOST: '127.0.0.1',
      PORT: '0',
      DATA_DIR: dataDir,
      LOG_LEVEL: 'silent',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  // strace holds the standard error until it has written everything: `close` comes after `exit`.
  const closed = once(child, 'close');
  let output = '';
  const port = await new Promise<string>((resolve, reject) => {
    const collect = (chunk: Buffer): void => {
      output += chunk.toString();
      const said = /^ *Console +http:\/\/localhost:(\d+)\//m.exec(output)?.[1];
      if (said && output.includes('Counterbell is ready.')) resolve(said);
    };
    child.stdout.on('data', collect);
    child.stderr.on('data', collect);
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`the relay ended with ${code}: ${output}`)));
  });
  return {
    url: `http://127.0.0.1:${port}`,
    async stop() {
      child.kill('SIGTERM');
      await closed;
    },
  };
}
