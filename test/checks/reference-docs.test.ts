import { expect, test } from 'vitest';
import { z } from 'zod';
import {
  operatorFrameSchema,
  toOperatorFrameSchema,
  toVisitorFrameSchema,
  visitorFrameSchema,
} from '../../protocol/index.schema.ts';
import { CLOSES, LANGUAGES, LIMITS, REFUSALS } from '../../protocol/index.ts';
import { readProjectFile } from './source-files.ts';

/** Pages in docs/reference are made from code; `npx vitest run test/checks -u` makes them anew. */
const MADE = 'Made from the code by `npx vitest run test/checks -u`; change it there.';

test('docs/reference/frames.md says what the schemas say', async () => {
  const page = [
    '# Frames',
    MADE,
    'One JSON object a frame, its kind in `type`. Unknown fields are refused. `?` marks a field that may be missing.',
    frameList('Visitor to relay', visitorFrameSchema),
    frameList('Relay to visitor', toVisitorFrameSchema),
    frameList('Operator to relay', operatorFrameSchema),
    frameList('Relay to operator', toOperatorFrameSchema),
  ].join('\n\n');
  await expect(`${page}\n`).toMatchFileSnapshot('../../docs/reference/frames.md');
});

test('docs/reference/codes.md says what the tables of refusals and closes say', async () => {
  const refusals = Object.entries(REFUSALS).map(
    ([code, { status, final, sentence }]) =>
      `| \`${code}\` | ${status} | ${final ? 'final' : 'try again'} | ${sentence.replaceAll(/\{\w+\}/g, '…')} |`,
  );
  const closes = Object.entries(CLOSES).map(
    ([name, { code, after, meaning }]) => `| ${code} | ${name} | ${after} | ${meaning} |`,
  );
  const page = [
    '# Refusals and close codes',
    MADE,
    '## Refusals',
    'In a `refused` frame as `code`, in an HTTP answer as `error.code` with the status.',
    ['| code | HTTP | | sentence |', '|---|---|---|---|', ...refusals].join('\n'),
    '## Close codes',
    'Any other code means reconnect.',
    ['| code | name | the client does | meaning |', '|---|---|---|---|', ...closes].join('\n'),
  ].join('\n\n');
  await expect(`${page}\n`).toMatchFileSnapshot('../../docs/reference/codes.md');
});

test('docs/reference/limits.md says what the limits are', async () => {
  const rows = Object.entries(LIMITS).map(([name, value]) => `| \`${name}\` | ${value} |`);
  const page = ['# Limits', MADE, ['| limit | value |', '|---|---|', ...rows].join('\n')].join(
    '\n\n',
  );
  await expect(`${page}\n`).toMatchFileSnapshot('../../docs/reference/limits.md');
});

test('docs/reference/languages.md names the languages of the widget as their files do', async () => {
  const rows = LANGUAGES.map((language) => {
    if (language === 'en') return '| `en` | English |';
    const file = readProjectFile(`widget/text/languages/${language.toLowerCase()}.ts`);
    const [, about] = /\/\*\* (.+)\. \*\//.exec(file) ?? [];
    return `| \`${language}\` | ${about} |`;
  });
  const page = [
    '# Languages',
    MADE,
    'What the widget speaks, and how it addresses people.',
    ['| tag | language |', '|---|---|', ...rows].join('\n'),
  ].join('\n\n');
  await expect(`${page}\n`).toMatchFileSnapshot('../../docs/reference/languages.md');
});

interface Shape {
  readonly type?: string;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly Shape[];
  readonly oneOf?: readonly Shape[];
  readonly properties?: Record<string, Shape>;
  readonly required?: readonly string[];
  readonly items?: Shape;
}

function frameList(title: string, schema: z.ZodType): string {
  // JSON Schema is a recursive open type; the fields read here are those of its 2020-12 edition.
  const union = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as Shape;
  const frames = (union.oneOf ?? union.anyOf ?? []).map((frame) => {
    const { type, ...fields } = frame.properties ?? {};
    return `- **${String(type?.const)}** ${fieldsOf(fields, frame.required ?? [])}`.trimEnd();
  });
  return [`## ${title}`, frames.join('\n')].join('\n\n');
}

function fieldsOf(fields: Record<string, Shape>, required: readonly string[]): string {
  const words = Object.entries(fields).map(
    ([name, shape]) => `${name}${required.includes(name) ? '' : '?'}: ${wordFor(shape)}`,
  );
  return words.length === 0 ? '' : `\`{ ${words.join(', ')} }\``;
}

function wordFor(shape: Shape): string {
  if (shape.const !== undefined) return JSON.stringify(shape.const);
  if (shape.enum) return shape.enum.map((value) => JSON.stringify(value)).join(' | ');
  const choices = shape.anyOf ?? shape.oneOf;
  if (choices) return choices.map(wordFor).join(' | ');
  if (shape.type === 'array' && shape.items) return `${wordFor(shape.items)}[]`;
  if (shape.properties) {
    return `{ ${Object.entries(shape.properties)
      .map(
        ([name, field]) => `${name}${shape.required?.includes(name) ? '' : '?'}: ${wordFor(field)}`,
      )
      .join(', ')} }`;
  }
  return shape.type ?? 'any';
}
