import { SETTINGS } from './settings.schema.ts';

/** The table of docs/reference/settings.md, in Markdown, made from the schema. */
export function renderSettings(): string {
  const rows = Object.entries(SETTINGS).map(([name, { fallback, allowed, description }]) => {
    const shown = fallback === '' ? 'empty' : `\`${fallback}\``;
    return `| \`${name}\` | ${shown} | ${description} | ${allowed} |`;
  });
  return ['| Variable | Default | What it does | Allowed |', '|---|---|---|---|', ...rows, ''].join(
    '\n',
  );
}
