import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { freePort } from '../helpers/free-port.ts';
import type { FollowedImage } from './follow-dockerfile.ts';
import { execForm, lastOf } from './read-dockerfile.ts';

/** A process that runs the command of a followed image. */
export interface RunningImage {
  readonly url: string;
  /** Runs the image's HEALTHCHECK command; its exit code. */
  checkHealth(): Promise<number | null>;
  /** Sends the image's STOPSIGNAL; its exit code. */
  stop(): Promise<number | null>;
  kill(): void;
}

/** Starts ENTRYPOINT and CMD with the image's ENV and a free port, and resolves when the relay says that it is ready. */
export async function runImage(image: FollowedImage): Promise<RunningImage> {
  const port = await freePort();
  const dataDir = join(image.root, lastOf(image.stage, 'VOLUME'));
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const env = {
    ...image.env,
    DATA_DIR: dataDir,
    PORT: String(port),
    PUBLIC_URL: 'https://chat.example.org',
    TRUST_PROXY: '1',
  };
  const words = [lastOf(image.stage, 'ENTRYPOINT'), lastOf(image.stage, 'CMD')].flatMap(execForm);
  const relay = begin(image, words, env);
  await saysReady(relay);
  return {
    url: `http://127.0.0.1:${port}`,
    checkHealth: () => ended(begin(image, healthCommand(image), env)),
    stop() {
      // Written as Docker names signals, which is how Node names them.
      relay.kill(lastOf(image.stage, 'STOPSIGNAL') as NodeJS.Signals);
      return ended(relay);
    },
    kill: () => void relay.kill('SIGKILL'),
  };
}

function healthCommand({ stage }: FollowedImage): readonly string[] {
  const [, command = ''] = /^CMD (.*)$/.exec(lastOf(stage, 'HEALTHCHECK')) ?? [];
  return execForm(command);
}

/** Paths of the image lead into its folder, and `node` is the one that runs the tests. */
function begin(
  { root, workdir }: FollowedImage,
  words: readonly string[],
  env: Readonly<Record<string, string>>,
): ChildProcess {
  const [command = '', ...rest] = words.map((word) =>
    word.replace(/^\/(?=counterbell\/)/, `${root}/`),
  );
  const program = command === 'node' ? process.execPath : command;
  return spawn(program, rest, { cwd: workdir, env, stdio: ['ignore', 'pipe', 'pipe'] });
}

async function saysReady(relay: ChildProcess): Promise<void> {
  let written = '';
  await new Promise<void>((resolve, reject) => {
    const collect = (chunk: Buffer): void => {
      written += chunk.toString();
      if (written.includes('Counterbell is ready.')) resolve();
    };
    relay.stdout?.on('data', collect);
    relay.stderr?.on('data', collect);
    relay.once('exit', (code) => reject(new Error(`the relay ended with ${code}: ${written}`)));
  });
}

async function ended(child: ChildProcess): Promise<number | null> {
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  return child.exitCode;
}
