import type { Command } from './registry.ts';

type Findable = Pick<Command, 'id' | 'words' | 'isOnlySearched'>;

/** How well a word that is searched for fits: begins a word, stands somewhere, or its letters stand there in their order. */
const BEGINS = 3;
const HOLDS = 2;
const IN_ORDER = 1;

/**
 * The commands that hold every word of `text`, those first where it begins words, then the ones used lately, then in their own
 * order. Letters that stand apart count only where nothing else was found. Without a text: all, those used lately first. Pure.
 */
export function findCommands<One extends Findable>(
  text: string,
  commands: readonly One[],
  recent: readonly string[],
): One[] {
  const searched = plain(text);
  const words = searched.split(/\s+/).filter((word) => word !== '');
  if (words.length === 0) {
    return byUse(
      commands.filter(({ isOnlySearched }) => !isOnlySearched),
      recent,
    );
  }
  const found = byUse(commands, recent)
    .map((command) => {
      const said = plain(command.words);
      const fits = words.map((word) => fitOf(word, said));
      const worst = Math.min(...fits);
      const isBeginning = said.startsWith(searched.trim());
      return { command, worst, fit: (isBeginning ? BEGINS : 0) + sum(fits) };
    })
    .filter(({ worst }) => worst > 0);
  const best = found.some(({ worst }) => worst >= HOLDS) ? HOLDS : IN_ORDER;
  return found
    .filter(({ worst }) => worst >= best)
    .sort((a, b) => b.fit - a.fit)
    .map(({ command }) => command);
}

/** Those used lately first, the last one at the top; all others stay in their order. */
function byUse<One extends Findable>(commands: readonly One[], recent: readonly string[]): One[] {
  const placeOf = ({ id }: Findable) => {
    const at = recent.indexOf(id);
    return at === -1 ? recent.length : at;
  };
  return [...commands].sort((a, b) => placeOf(a) - placeOf(b));
}

function fitOf(word: string, said: string): number {
  if (said.split(/[^\p{L}\p{N}]+/u).some((one) => one.startsWith(word))) return BEGINS;
  if (said.includes(word)) return HOLDS;
  return holdsInOrder(word, said) ? IN_ORDER : 0;
}

function holdsInOrder(word: string, said: string): boolean {
  let from = 0;
  for (const letter of word) {
    from = said.indexOf(letter, from) + 1;
    if (from === 0) return false;
  }
  return true;
}

/** Small letters without marks, so that `losche` finds “Lösche”. */
function plain(text: string): string {
  return text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase().replaceAll('ß', 'ss');
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0);
}
