import { uuidv7 } from 'uuidv7';
import { LIMITS, type Macro, type MacroId, type MacroInput } from '../../protocol/index.ts';
import {
  deleteMacro,
  type MacroRow,
  macroById,
  macrosFor,
  macrosOf,
  putMacro,
} from '../storage/index.ts';
import type { RepliesOptions } from './canned-responses.ts';
import { faultOfScope, scopeNames } from './directory.ts';
import { gone, type Outcome, type Problem } from './problem.ts';
import { type Asker, maySee, scopedBy, scopeOf, whyNotTheirs } from './scopes.ts';

const WHAT = 'this macro';

/** Steps that are run under one name. The console runs them, with the rights of who asked for it. */
export interface Macros {
  /** All that this operator may see, by their names. */
  list(asker: Asker): Promise<Macro[]>;
  create(asker: Asker, input: MacroInput): Promise<Outcome<Macro>>;
  /** Replaces all of it. */
  update(asker: Asker, id: MacroId, input: MacroInput): Promise<Outcome<Macro>>;
  /** Gives back why not; undefined once it is gone. */
  remove(asker: Asker, id: MacroId): Promise<Problem | undefined>;
}

export function createMacros({ storage, directory, now }: RepliesOptions): Macros {
  async function keep(
    asker: Asker,
    given: MacroId | null,
    input: MacroInput,
  ): Promise<Outcome<Macro>> {
    const problem = await faultOfScope(directory, input.scope);
    if (problem) return { problem };
    const id = given ?? (uuidv7() as MacroId); // a UUID is what the brand stands for
    const kept = await storage.write(async (db) => {
      const before = given ? await macroById(db, given) : undefined;
      if (given && !before) return gone(WHAT);
      const row = rowOf(id, asker, input, now(), before);
      const fault =
        whyNotTheirs(asker, before, row, WHAT) ?? whyNotBeside(row, await macrosOf(db, row));
      if (fault) return fault;
      await putMacro(db, row);
      return row;
    });
    if ('code' in kept) return { problem: kept };
    return { value: toMacro(kept, (await scopeNames(directory))(input.scope)) };
  }

  return {
    async list(asker) {
      const rows = await macrosFor(storage.read, asker.id);
      const nameOf = await scopeNames(directory);
      return rows
        .filter((row) => maySee(asker, row))
        .map((row) => toMacro(row, nameOf(scopeOf(row))));
    },

    create: (asker, input) => keep(asker, null, input),
    update: (asker, id, input) => keep(asker, id, input),

    remove: (asker, id) =>
      storage.write(async (db) => {
        const row = await macroById(db, id);
        const fault = row ? whyNotTheirs(asker, row, row, WHAT) : gone(WHAT);
        if (!fault) await deleteMacro(db, id);
        return fault;
      }),
  };
}

function rowOf(
  id: MacroId,
  asker: Asker,
  { name, key, scope, steps }: MacroInput,
  at: number,
  before: MacroRow | undefined,
): MacroRow {
  return {
    id,
    name,
    key: key ?? '',
    steps: JSON.stringify(steps),
    ...scopedBy(scope, asker.id),
    created_at: before?.created_at ?? at,
    updated_at: at,
  };
}

/** Why a macro may not stand beside the others of its scope. Pure. */
function whyNotBeside(
  { id, name }: MacroRow,
  others: readonly Pick<MacroRow, 'id' | 'name'>[],
): Problem | undefined {
  const rest = others.filter((other) => other.id !== id);
  if (rest.some((other) => other.name === name)) {
    return { code: 'name_taken', detail: { name, what: 'a macro' }, field: 'name' };
  }
  if (rest.length < LIMITS.macrosPerScope) return undefined;
  const detail = { limit: LIMITS.macrosPerScope, what: 'macros for these' };
  return { code: 'limit_reached', detail, field: 'scope' };
}

function toMacro(row: MacroRow, scopeName: string): Macro {
  const { id, name, key, updated_at: updatedAt } = row;
  // Checked before they were stored.
  const steps = JSON.parse(row.steps) as Macro['steps'];
  return { id, name, key: key || null, scope: scopeOf(row), scopeName, steps, updatedAt };
}
