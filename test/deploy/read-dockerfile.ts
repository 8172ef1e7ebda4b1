/** One instruction of a Dockerfile: its name, its `--flags`, and the rest as one line. */
export interface Instruction {
  readonly name: string;
  readonly flags: Readonly<Record<string, string>>;
  readonly rest: string;
}

/** What stands between one FROM and the next. */
export interface Stage {
  /** After AS; empty for the last one. */
  readonly name: string;
  /** The image it begins with, arguments filled in. */
  readonly base: string;
  readonly instructions: readonly Instruction[];
}

/** Reads what our Dockerfile uses of the format: comments, continued lines, flags, exec forms, ARG before FROM. */
export function readDockerfile(text: string): readonly Stage[] {
  const stages: { name: string; base: string; instructions: Instruction[] }[] = [];
  const args: Record<string, string> = {};
  for (const instruction of instructionsOf(text)) {
    const stage = stages.at(-1);
    if (instruction.name === 'FROM') {
      const [base = '', , name = ''] = filled(instruction.rest, args).split(/\s+/);
      stages.push({ name, base, instructions: [] });
    } else if (stage) stage.instructions.push(instruction);
    else Object.assign(args, assignmentsOf(instruction.rest));
  }
  return stages;
}

/** The instructions of this name. */
export function allOf(stage: Stage, name: string): readonly Instruction[] {
  return stage.instructions.filter((instruction) => instruction.name === name);
}

/** The rest of the last instruction of this name, which is the one that counts. */
export function lastOf(stage: Stage, name: string): string {
  const found = allOf(stage, name).at(-1);
  if (!found) throw new Error(`the stage ${stage.name || 'at the end'} has no ${name}`);
  return found.rest;
}

/** The words of an exec form, `["node", "-e", "…"]`. Throws at a shell form: no signal would reach the relay. */
export function execForm(rest: string): readonly string[] {
  const words: unknown = JSON.parse(rest);
  if (Array.isArray(words) && words.every((word) => typeof word === 'string')) return words;
  throw new Error(`not an exec form: ${rest}`);
}

/** `A=1 B="two words"` of an ENV or ARG. */
export function assignmentsOf(rest: string): Readonly<Record<string, string>> {
  const found = rest.matchAll(/(\w+)=(?:"([^"]*)"|(\S*))/g);
  return Object.fromEntries([...found].map(([, key, quoted, bare]) => [key, quoted ?? bare ?? '']));
}

function instructionsOf(text: string): Instruction[] {
  const lines = text.split('\n').filter((line) => !/^\s*(#|$)/.test(line));
  const whole = lines.join('\n').replaceAll(/\\\n\s*/g, '');
  return whole.split('\n').map((line) => {
    const [, name = '', flags = '', rest = ''] = /^(\w+)((?:\s+--\S+)*)\s+(.*)$/.exec(line) ?? [];
    return { name, flags: flagsOf(flags), rest };
  });
}

function flagsOf(text: string): Record<string, string> {
  const found = text.matchAll(/--([\w-]+)=(\S+)/g);
  return Object.fromEntries([...found].map(([, key, value]) => [key, value ?? '']));
}

function filled(text: string, values: Readonly<Record<string, string>>): string {
  return text.replaceAll(/\$\{(\w+)\}/g, (_whole, name: string) => values[name] ?? '');
}
