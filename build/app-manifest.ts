import { readdirSync, readFileSync } from 'node:fs';
import type { Plugin } from 'vite';
import { en } from '../console/text/en.ts';
import { directionOf } from '../console/text/known-languages.ts';
import { CONSOLE_LANGUAGES, type ConsoleLanguage } from '../protocol/index.ts';

const ICONS = 'console/pwa/icons';
const LANGUAGES = 'console/text/languages';
type ManifestWords = Readonly<Record<'appDescription' | 'inbox' | 'archive', string>>;

function wordsIn(tag: ConsoleLanguage): ManifestWords {
  if (tag === 'en') return en;
  const file = readFileSync(`${LANGUAGES}/${tag.toLowerCase()}.json`, 'utf8');
  // A check of the catalogs holds every file to have these sentences.
  return JSON.parse(file) as ManifestWords;
}

/** What browsers install the console by: a manifest for each of its languages, and its icons under names that stay. */
export const appManifest: Plugin = {
  name: 'counterbell-app-manifest',
  generateBundle() {
    for (const name of readdirSync(ICONS)) {
      const source = readFileSync(`${ICONS}/${name}`);
      this.emitFile({ type: 'asset', fileName: `icons/${name}`, source });
    }
    for (const tag of CONSOLE_LANGUAGES) {
      const source = `${JSON.stringify(manifestIn(tag, wordsIn(tag)), null, 2)}\n`;
      this.emitFile({ type: 'asset', fileName: `app.${tag}.webmanifest`, source });
    }
  },
};

function manifestIn(lang: ConsoleLanguage, words: ManifestWords) {
  return {
    id: '/console',
    name: 'Counterbell',
    short_name: 'Counterbell',
    description: words.appDescription,
    lang,
    dir: directionOf(lang),
    start_url: '/console',
    scope: '/console',
    display: 'standalone',
    theme_color: '#4338ca',
    background_color: '#f6f6f9',
    categories: ['business', 'productivity'],
    icons: [
      { src: '/console/icons/any.svg', sizes: 'any', type: 'image/svg+xml' },
      { src: '/console/icons/any-192.png', sizes: '192x192', type: 'image/png' },
      { src: '/console/icons/any-512.png', sizes: '512x512', type: 'image/png' },
      {
        src: '/console/icons/maskable-512.png',
        sizes: '512x512',
        type: 'image/png',
        purpose: 'maskable',
      },
    ],
    shortcuts: [
      { name: words.inbox, url: '/console' },
      { name: words.archive, url: '/console/archive' },
    ],
  };
}
