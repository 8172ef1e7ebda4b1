/**
 * What a canned response may fill in; `docs/REPLIES.md` says where each comes from.
 * @public
 */
export const VARIABLES = [
  'visitor.name',
  'visitor.email',
  'operator.name',
  'site.name',
  'page.url',
  'page.title',
] as const;

/** @public */
export type Variable = (typeof VARIABLES)[number];

/**
 * What each stands for now; empty where it is not known.
 * @public
 */
export type VariableValues = Readonly<Record<Variable, string>>;

/** `{{visitor.name}}`, or with a fallback `{{visitor.name|there}}`. */
const PLACE = /\{\{([^{}|]*)(?:\|([^{}]*))?\}\}/g;

/** Marks that turn the direction of what stands behind them. */
const TURNING = /[\u202a-\u202e\u2066-\u2069]/g;

/**
 * The names in a text that stand for nothing, each once. Pure.
 * @public
 */
export function unknownVariables(text: string): string[] {
  const names = [...text.matchAll(PLACE)].map(([, name = '']) => name.trim());
  return [...new Set(names.filter((name) => !isVariable(name)))];
}

/**
 * Puts values into a text, each in one line, and names those that are not known and have no fallback: they are left out. A value is
 * text and nothing else: what looks like a variable in it is none. Pure.
 * @public
 */
export function fillVariables(
  text: string,
  values: VariableValues,
): { readonly text: string; readonly missing: readonly Variable[] } {
  const missing = new Set<Variable>();
  const filled = text.replaceAll(PLACE, (place, name: string, fallback?: string) => {
    const variable = name.trim();
    if (!isVariable(variable)) return place;
    const value = values[variable]
      .replaceAll(TURNING, '')
      .replaceAll(/[\s\p{Cc}]+/gu, ' ')
      .trim();
    if (value !== '') return value;
    if (fallback === undefined) missing.add(variable);
    return fallback?.trim() ?? '';
  });
  return { text: filled, missing: [...missing] };
}

function isVariable(name: string): name is Variable {
  return VARIABLES.some((variable) => variable === name);
}
