import { execFileSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
} from 'node:fs';
import { join, relative } from 'node:path';
import { ROOT, readProjectFile } from '../checks/source-files.ts';
import { assignmentsOf, type Instruction, readDockerfile, type Stage } from './read-dockerfile.ts';

/** What following a Dockerfile has made. */
export interface FollowedImage {
  readonly stage: Stage;
  /** The folder that stands for `/` of the image. */
  readonly root: string;
  /** The folder that stands for its WORKDIR. */
  readonly workdir: string;
  readonly env: Readonly<Record<string, string>>;
  /** RUN lines of the last stage: they reach outside any folder, so they are read and not done. */
  readonly notDone: readonly string[];
}

/**
 * Does what the project's Dockerfile says, without a container engine: each stage is a folder in `folder`, with nothing in it but
 * what the stage copies. Packages come from this clone instead of the registry; base images are this machine.
 */
export function followDockerfile(folder: string): FollowedImage {
  const stages = readDockerfile(readProjectFile('Dockerfile'));
  const images = stages.map((stage) =>
    followStage(stage, join(folder, stage.name || 'image'), folder),
  );
  const last = images.at(-1);
  if (!last) throw new Error('the Dockerfile has no stage');
  return last;
}

function followStage(stage: Stage, root: string, stages: string): FollowedImage {
  const isLast = stage.name === '';
  const notDone: string[] = [];
  const env: Record<string, string> = {};
  let workdir = root;
  for (const { name, rest, flags } of stage.instructions) {
    if (name === 'WORKDIR') workdir = made(join(root, rest));
    if (name === 'ENV') Object.assign(env, assignmentsOf(rest));
    if (name === 'COPY') copy({ name, rest, flags }, { root, workdir, stages });
    if (name === 'RUN' && isLast) notDone.push(rest);
    if (name === 'RUN' && !isLast) run(rest, workdir);
  }
  return { stage, root, workdir, env, notDone };
}

interface Places {
  readonly root: string;
  readonly workdir: string;
  /** The folder that has the stages' folders. */
  readonly stages: string;
}

function copy({ rest, flags }: Instruction, { root, workdir, stages }: Places): void {
  const words = rest.split(/\s+/);
  const target = words.at(-1) ?? '';
  const into = join(target.startsWith('/') ? root : workdir, target);
  for (const source of words.slice(0, -1)) {
    if (flags.from) linkFiles(join(stages, flags.from, source), into);
    else copyFromContext(source, into);
  }
}

/** A file goes into a folder that ends with a slash, a folder's content into the target. */
function copyFromContext(source: string, into: string): void {
  if (!isInContext(source)) throw new Error(`.dockerignore hides ${source}, which is copied`);
  const from = join(ROOT, source);
  const to = into.endsWith('/') && statSync(from).isFile() ? join(into, source) : into;
  cpSync(from, to, { recursive: true, filter: (path) => isInContext(relative(ROOT, path)) });
}

/** By a .dockerignore that hides everything and names what is let in. */
export function isInContext(path: string): boolean {
  if (path === '' || path === '.') return true;
  const lines = readProjectFile('.dockerignore').split('\n');
  const [top] = path.split('/');
  const hidden = lines.filter((line) => line.startsWith('**/*')).map((line) => line.slice(4));
  return lines.includes(`!${top}`) && !hidden.some((ending) => path.endsWith(ending));
}

/** Only what is known to stay inside the stage's folder is done: a line that is new here is a reason to look. */
function run(command: string, workdir: string): void {
  const packages = join(workdir, 'node_modules');
  if (command === 'npm ci --omit=dev') copyProductionPackages(packages);
  else if (command === 'npm ci --ignore-scripts') symlinkSync(join(ROOT, 'node_modules'), packages);
  else if (/^(rm -rf|node) /.test(command) && !/\s\/|\.\./.test(command)) {
    execFileSync('sh', ['-ec', command], { cwd: workdir, stdio: 'pipe' });
  } else
    throw new Error(`this RUN line is not known to be harmless outside a container: ${command}`);
}

/** What `npm ci --omit=dev` would leave: the lock file marks what only development needs. */
function copyProductionPackages(to: string): void {
  // npm wrote the file; only what is read here is stated.
  const { packages } = JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8')) as {
    packages: Record<string, { readonly dev?: boolean }>;
  };
  const paths = Object.keys(packages).filter((path) => path !== '' && !packages[path]?.dev);
  for (const path of paths) {
    // Binaries for other machines are in the lock file and not here.
    if (!existsSync(join(ROOT, path))) continue;
    linkFiles(join(ROOT, path), join(to, relative('node_modules', path)), ['node_modules']);
  }
}

/** Hard links, since nothing writes to these files and copying thousands of them takes long; copies on another disk. */
function linkFiles(from: string, to: string, without: readonly string[] = []): void {
  mkdirSync(to, { recursive: true });
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const [source, target] = [join(from, entry.name), join(to, entry.name)];
    if (without.includes(entry.name)) continue;
    if (entry.isDirectory()) linkFiles(source, target, without);
    else linkOrCopy(source, target);
  }
}

function linkOrCopy(source: string, target: string): void {
  try {
    linkSync(source, target);
  } catch {
    cpSync(source, target);
  }
}

function made(folder: string): string {
  mkdirSync(folder, { recursive: true });
  return folder;
}
