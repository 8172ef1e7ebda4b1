import { readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { defineConfig, type Plugin, type UserConfig } from 'vite';

/** What older browsers than these lack: private fields, top-level await, `:host`, constructable style sheets (end of 2023). */
const TARGET = ['chrome111', 'edge111', 'firefox119', 'safari16.4'];

/** Only so that nothing is rewritten: what the style sheets use, the browsers above know. */
const CSS_TARGET = ['chrome123', 'edge123', 'firefox120', 'safari17.5'];

/** Tells the relay under which name the panel was built, and removes what earlier builds called theirs. */
function namePanel(outDir: string): Plugin {
  return {
    name: 'counterbell-manifest',
    writeBundle(_options, bundle) {
      const panel = Object.values(bundle).find((file) => file.type === 'chunk' && file.isEntry);
      if (!panel) throw new Error('the panel was not built');
      const manifest = { panel: `/widget/${panel.fileName}` };
      for (const file of readdirSync(outDir)) {
        const isChunk = /-[\w-]{8}\.js$/.test(file);
        if (isChunk && !(file in bundle)) rmSync(join(outDir, file));
      }
      writeFileSync(join(outDir, 'manifest.json'), `${JSON.stringify(manifest)}\n`);
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

/** The panel: a module with chunks beside it, loaded from the relay by pages anywhere. */
const panel: UserConfig = {
  base: './',
  plugins: [plainImports, namePanel('dist/widget')],
  build: {
    outDir: 'dist/widget',
    emptyOutDir: false,
    modulePreload: false,
    rolldownOptions: {
      input: { panel: 'widget/panel/main.ts' },
      // Chunks may take what they share with the panel from it: one file to load instead of two in a row.
      preserveEntrySignatures: 'allow-extension',
      output: { entryFileNames: '[name]-[hash].js', chunkFileNames: '[name]-[hash].js' },
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
  build: {
    outDir: '../dist/console',
    emptyOutDir: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
};

const BUILDS: Readonly<Record<string, UserConfig>> = {
  panel,
  loader,
  module: npmModule,
  console: consoleApp,
};

/** What builds and tests share. */
export const COMMON = {
  publicDir: false,
  define: { 'process.env.NODE_ENV': '"production"' },
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
} as const satisfies UserConfig;

export default defineConfig(({ mode }) => {
  const chosen = BUILDS[mode];
  return {
    ...chosen,
    ...COMMON,
    build: { target: TARGET, cssTarget: CSS_TARGET, reportCompressedSize: false, ...chosen?.build },
  };
});
