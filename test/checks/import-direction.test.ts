import { expect, test } from 'vitest';
import { importsOf, sourceFiles } from './source-files.ts';

/** Which top-level folders a folder may import, besides itself. */
const MAY_IMPORT: Record<string, readonly string[]> = {
  protocol: [],
  client: ['protocol'],
  widget: ['client', 'protocol'],
  console: ['client', 'protocol'],
  server: ['protocol'],
};

/** Layers of the relay: each may import the ones that stand to its right, and itself. */
const LAYERS = ['cli', 'app', 'transport', 'domain', 'port', 'telemetry'] as const;
const TRANSPORTS = ['http', 'realtime'];
const PORTS = ['storage', 'bus', 'mail', 'push', 'files', 'outgoing'];

type Layer = (typeof LAYERS)[number];

function layerOf(folder: string): Layer {
  if (folder === 'cli' || folder === 'app' || folder === 'telemetry') return folder;
  if (TRANSPORTS.includes(folder)) return 'transport';
  return PORTS.includes(folder) ? 'port' : 'domain';
}

function mayImport(from: string, to: string): boolean {
  if (from === to) return true;
  if (to === 'config') return from === 'app' || from === 'cli';
  if (TRANSPORTS.includes(from) && TRANSPORTS.includes(to)) return false;
  return LAYERS.indexOf(layerOf(from)) <= LAYERS.indexOf(layerOf(to));
}

const files = sourceFiles(Object.keys(MAY_IMPORT));

test('imports between top-level folders run one way', () => {
  const wrong = files.flatMap((file) =>
    importsOf(file)
      .map((target) => target.split('/')[0] ?? '')
      .filter((folder) => folder !== file.split('/')[0])
      .filter((folder) => !MAY_IMPORT[file.split('/')[0] ?? '']?.includes(folder))
      .map((folder) => `${file} imports ${folder}`),
  );
  expect(wrong).toEqual([]);
});

test('imports inside the relay run from cli to app, transports, domain and ports', () => {
  const wrong = files
    .filter((file) => file.startsWith('server/'))
    .flatMap((file) =>
      importsOf(file)
        .filter((target) => target.startsWith('server/'))
        .filter((target) => !mayImport(file.split('/')[1] ?? '', target.split('/')[1] ?? ''))
        .map((target) => `${file} imports ${target}`),
    );
  expect(wrong).toEqual([]);
});

test('folders are entered by their doors alone', () => {
  const wrong = files.flatMap((file) =>
    importsOf(file)
      .filter((target) => doorOf(target) !== doorOf(file))
      .filter((target) => !/\/(index|index\.schema|later)\.ts$/.test(target))
      .map((target) => `${file} imports ${target}`),
  );
  expect(wrong).toEqual([]);
});

test('no schema reaches a browser', () => {
  const wrong = files
    .filter((file) => /^(client|widget|console)\//.test(file))
    .flatMap((file) => importsOf(file).filter((target) => target.endsWith('.schema.ts')));
  expect(wrong).toEqual([]);
});

/** The folder whose doors are meant: a top-level one, or one of the relay's. */
function doorOf(path: string): string {
  const [top, second] = path.split('/');
  return top === 'server' ? `server/${second}` : (top ?? '');
}
