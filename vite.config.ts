import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, extname, join } from 'node:path';
import { defineConfig, type Plugin, type UserConfig } from 'vite';
import { appManifest, consoleShell } from './build/index.ts';

/** What older browsers than these lack: private fields, top-level await, `:host`, constructable style sheets (end of 2023). */
const TARGET = ['chrome111', 'edge111', 'firefox119', 'safari16.4'];

/** Only so that nothing is rewritten: what the style sheets use, the browsers above know. */
const CSS_TARGET = ['chrome123', 'edge123', 'firefox120', 'safari17.5'];

const LANGUAGE_FOLDER = 'widget/text/languages';
const ENGLISH = ['widget/text/en.ts', 'widget/text/en-later.ts'];

/** One hash for all languages: panel and console know the name of every one by it, instead of a list of names. */
function languagesHash(): string {
  const hash = createHash('sha256');
  const others = readdirSync(LANGUAGE_FOLDER).map((file) => join(LANGUAGE_FOLDER, file));
  for (const file of [...others.sort(), ...ENGLISH]) hash.update(readFileSync(file));
  return hash.digest('hex').slice(0, 8);
}

const LANGUAGE_FILE_END = `-${languagesHash()}.js`;

/** English lies in two files for the widget, and in one for whoever wants all of it. */
function languageFiles(): Record<string, string> {
  const files = readdirSync(LANGUAGE_FOLDER);
  const others = files.map((file) => [file.replace('.ts', ''), join(LANGUAGE_FOLDER, file)]);
  return { ...Object.fromEntries(others), en: 'widget/text/all-english.ts' };
}

/** Tells the relay under which name a module was built, beside what the other builds told. */
function nameModule(outDir: string): Plugin {
  return {
    name: 'counterbell-manifest',
    writeBundle(_options, bundle) {
      const module = Object.values(bundle).find((file) => file.type === 'chunk' && file.isEntry);
      if (!module || !('name' in module)) throw new Error('the module was not built');
      const path = join(outDir, 'manifest.json');
      const others = existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : {};
      const manifest = { ...others, [module.name ?? '']: `/widget/${module.fileName}` };
      writeFileSync(path, `${JSON.stringify(manifest)}\n`);
    },
  };
}

/**
 * Vite's helper for dynamic imports preloads style sheets and chunks that the panel does not have; without it the panel is
 * a kilobyte smaller.
 */
const plainImports: Plugin = {
  name: 'counterbell-plain-imports',
  enforce: 'pre',
  load(id) {
    if (id !== '\0vite/preload-helper.js') return null;
    return 'export const __vitePreload = (load) => load();';
  },
};

/** What a panel that has been drawn goes on with: messages, files, and what stands beside the field. */
const CONVERSATION =
  /widget\/panel\/(messages|files|consent|forms\/offline-offer|attention-choices|connection-notice\/refusal|composer\/characters-left)/;

/** The panel: a module with chunks beside it, loaded from the relay by pages anywhere. */
const panel: UserConfig = {
  plugins: [plainImports, nameModule('dist/widget')],
  build: {
    outDir: 'dist/widget',
    emptyOutDir: false,
    modulePreload: false,
    rolldownOptions: {
      input: { panel: 'widget/panel/main.ts' },
      // Chunks may take what they share with the panel from it: one file to load instead of two in a row.
      preserveEntrySignatures: 'allow-extension',
      output: {
        entryFileNames: '[name]-[hash].js',
        chunkFileNames: '[name]-[hash].js',
        codeSplitting: {
          groups: [
            // One file for the first load, whatever later parts share with it …
            { name: 'panel', tags: ['$initial'], priority: 1 },
            // … and one for what nearly every panel loads once it is drawn: a small file costs more than what is in it.
            { name: 'conversation', test: CONVERSATION },
          ],
        },
      },
    },
  },
};

/** The languages of the widget, a module each. */
const languages: UserConfig = {
  build: {
    outDir: 'dist/widget/languages',
    emptyOutDir: true,
    modulePreload: false,
    rolldownOptions: {
      input: languageFiles(),
      preserveEntrySignatures: 'strict',
      output: { entryFileNames: `[name]${LANGUAGE_FILE_END}` },
    },
  },
};

/** What reads a page's own options; apart from the panel, so that the two share no further file. */
const options: UserConfig = {
  plugins: [nameModule('dist/widget')],
  build: {
    outDir: 'dist/widget',
    emptyOutDir: false,
    modulePreload: false,
    rolldownOptions: {
      input: { options: 'widget/options/main.ts' },
      preserveEntrySignatures: 'strict',
      output: { entryFileNames: 'page-[name]-[hash].js' },
    },
  },
};

/** What lets visitors be seen: for few of them, and for those before the panel, so that it shares nothing with it. */
const page: UserConfig = {
  plugins: [nameModule('dist/widget')],
  build: {
    outDir: 'dist/widget',
    emptyOutDir: false,
    modulePreload: false,
    rolldownOptions: {
      input: { page: 'widget/page/main.ts' },
      preserveEntrySignatures: 'strict',
      output: { entryFileNames: '[name]-[hash].js' },
    },
  },
};

/** `widget.js`: one classic script. */
const loader: UserConfig = {
  build: {
    outDir: 'dist/widget',
    emptyOutDir: false,
    rolldownOptions: {
      input: 'widget/loader/main.ts',
      output: { format: 'iife', entryFileNames: 'widget.js' },
    },
  },
};

/** The relay's own pages that carry the widget: the chat in a window of its own, and the console's preview. */
const pages: UserConfig = {
  root: 'widget/pages',
  base: '/widget/pages/',
  build: {
    outDir: '../../dist/widget/pages',
    emptyOutDir: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: { input: ['widget/pages/chat.html', 'widget/pages/preview.html'] },
  },
};

/** `counterbell.js`: the same without the script tag, for `import { counterbell } from 'counterbell'`. */
const npmModule: UserConfig = {
  build: {
    outDir: 'dist/widget',
    emptyOutDir: false,
    modulePreload: false,
    rolldownOptions: {
      input: 'widget/loader/module.ts',
      preserveEntrySignatures: 'strict',
      output: { format: 'es', entryFileNames: 'counterbell.js' },
    },
  },
};

const consoleApp: UserConfig = {
  root: 'console',
  base: '/console/',
  plugins: [appManifest],
  // A language is taken as a whole; a name for each of its texts makes its file a sixth larger.
  json: { namedExports: false },
  build: {
    outDir: '../dist/console',
    emptyOutDir: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
};

/** The console's service worker, which knows the names of what was built before it. */
const worker: UserConfig = {
  build: {
    outDir: 'dist/console',
    emptyOutDir: false,
    rolldownOptions: {
      input: 'console/worker/main.ts',
      output: { format: 'iife', entryFileNames: 'service-worker.js' },
    },
  },
};

/**
 * Makes a text that can be compiled ahead. V8 keeps no `import()` with what it compiled: whoever runs it hands in what stands for
 * it. And of a text with a letter beyond ASCII it holds two bytes for every letter, 7 MB here.
 */
const toCompileAhead: Plugin = {
  name: 'counterbell-to-compile-ahead',
  renderChunk: (code) => code.replaceAll(/(?<![.\w$])import\(/g, 'importModule('),
  generateBundle(_options, bundle) {
    for (const file of Object.values(bundle)) {
      if (file.type === 'chunk') file.code = file.code.replaceAll(/[\u0080-\uffff]/g, escaped);
    }
  },
};

function escaped(letter: string): string {
  return `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

/**
 * The relay with its packages in one file, so that it can be compiled ahead as a whole: loading a thousand modules took two
 * thirds of its start. Names stay, so that a stack says where it was; what is compiled for one machine stays a package.
 */
const program: UserConfig = {
  plugins: [toCompileAhead],
  ssr: { noExternal: true, external: ['better-sqlite3', '@node-rs/argon2'] },
  build: {
    ssr: 'server/cli/program.ts',
    outDir: 'dist/relay',
    emptyOutDir: true,
    target: 'node20',
    rolldownOptions: {
      external: ['pg-native'],
      output: {
        format: 'cjs',
        // V8 tells two texts apart by their length alone: what was compiled ahead carries this name too.
        entryFileNames: '[name]-[hash].cjs',
        codeSplitting: false,
        minify: { compress: true, mangle: false, codegen: true },
      },
    },
  },
};

/** What was built of it, without the ending. */
function programName(): string {
  const built = readdirSync('dist/relay').find((file) => extname(file) === '.cjs');
  if (!built) throw new Error('the program was not built');
  return basename(built, '.cjs');
}

/** What loads that file, and what compiles it ahead. */
const relay: UserConfig = {
  build: {
    ssr: true,
    outDir: 'dist/relay',
    emptyOutDir: false,
    target: 'node20',
    rolldownOptions: {
      input: ['server/cli/main.ts', 'server/cli/compile-ahead.ts'],
      output: { entryFileNames: '[name].js', chunkFileNames: '[name].js' },
    },
  },
};

const BUILDS: Readonly<Record<string, UserConfig>> = {
  panel,
  languages,
  options,
  page,
  loader,
  module: npmModule,
  pages,
  console: consoleApp,
  worker,
  program,
  relay,
};

/** What builds and tests share. */
export const COMMON = {
  publicDir: false,
  define: { 'process.env.NODE_ENV': '"production"', LANGUAGE_FILE_END: '".ts"' },
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
} as const satisfies UserConfig;

export default defineConfig(({ mode }) => {
  const chosen = BUILDS[mode];
  return {
    ...chosen,
    ...COMMON,
    define: {
      ...COMMON.define,
      LANGUAGE_FILE_END: JSON.stringify(LANGUAGE_FILE_END),
      ...(mode === 'worker' && { SHELL: JSON.stringify(consoleShell()) }),
      ...(mode === 'relay' && { PROGRAM_NAME: JSON.stringify(programName()) }),
    },
    build: { target: TARGET, cssTarget: CSS_TARGET, reportCompressedSize: false, ...chosen?.build },
  };
});
