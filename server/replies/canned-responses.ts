import { uuidv7 } from 'uuidv7';
import {
  type CannedResponse,
  type CannedResponseId,
  type CannedResponseInput,
  type ChatFile,
  type FileId,
  LIMITS,
} from '../../protocol/index.ts';
import {
  attachKeptFiles,
  type CannedResponseRow,
  cannedResponseById,
  cannedResponsesFor,
  cannedResponsesOf,
  type Db,
  deleteCannedResponse,
  type KeptFileRow,
  keptFilesById,
  keptFilesOf,
  putCannedResponse,
  type Storage,
} from '../storage/index.ts';
import { type Directory, faultOfScope, scopeNames } from './directory.ts';
import { gone, type Outcome, type Problem } from './problem.ts';
import { type Asker, maySee, scopedBy, scopeOf, whyNotTheirs } from './scopes.ts';

const WHAT = 'this canned response';

/** The texts that are kept to be sent again. */
export interface CannedResponses {
  /** All that this operator may see, by their shortcuts. */
  list(asker: Asker): Promise<CannedResponse[]>;
  create(asker: Asker, input: CannedResponseInput): Promise<Outcome<CannedResponse>>;
  /** Replaces all of it. */
  update(
    asker: Asker,
    id: CannedResponseId,
    input: CannedResponseInput,
  ): Promise<Outcome<CannedResponse>>;
  /** Gives back why not; undefined once it is gone. */
  remove(asker: Asker, id: CannedResponseId): Promise<Problem | undefined>;
  /** The files of a response that this operator may see; undefined where there is none such. */
  filesOf(asker: Asker, id: CannedResponseId): Promise<readonly ChatFile[] | undefined>;
}

export interface RepliesOptions {
  readonly storage: Storage;
  readonly directory: Directory;
  readonly now: () => number;
}

export function createCannedResponses(options: RepliesOptions): CannedResponses {
  const { storage, directory, now } = options;

  /** Looks and writes in one transaction, so that no shortcut is given twice. */
  async function keep(
    asker: Asker,
    given: CannedResponseId | null,
    input: CannedResponseInput,
  ): Promise<Outcome<CannedResponse>> {
    const problem = await faultOfScope(directory, input.scope);
    if (problem) return { problem };
    const id = given ?? (uuidv7() as CannedResponseId); // a UUID is what the brand stands for
    const kept = await storage.write(async (db) => {
      const before = given ? await cannedResponseById(db, given) : undefined;
      if (given && !before) return gone(WHAT);
      const at = now();
      const row: CannedResponseRow = {
        id,
        shortcut: input.shortcut,
        text: input.text,
        ...scopedBy(input.scope, asker.id),
        created_at: before?.created_at ?? at,
        updated_at: at,
      };
      const fault =
        whyNotTheirs(asker, before, row, WHAT) ??
        whyNotBeside(row, await cannedResponsesOf(db, row)) ??
        (await whyNotFiles(db, asker, id, input.files));
      if (fault) return fault;
      await putCannedResponse(db, row);
      await attachKeptFiles(db, id, input.files);
      return row;
    });
    if ('code' in kept) return { problem: kept };
    const [answer] = await answers(storage.read, directory, [kept]);
    if (!answer) throw new Error('a canned response that was kept is not there');
    return { value: answer };
  }

  return {
    async list(asker) {
      const rows = await cannedResponsesFor(storage.read, asker.id);
      return answers(
        storage.read,
        directory,
        rows.filter((row) => maySee(asker, row)),
      );
    },

    create: (asker, input) => keep(asker, null, input),
    update: (asker, id, input) => keep(asker, id, input),

    remove: (asker, id) =>
      storage.write(async (db) => {
        const row = await cannedResponseById(db, id);
        const fault = row ? whyNotTheirs(asker, row, row, WHAT) : gone(WHAT);
        if (!fault) await deleteCannedResponse(db, id);
        return fault;
      }),

    async filesOf(asker, id) {
      const row = await cannedResponseById(storage.read, id);
      if (!row || !maySee(asker, row)) return undefined;
      return (await keptFilesOf(storage.read, [id])).map(fileOf);
    },
  };
}

/** Why a response may not stand beside the others of its scope. Pure. */
function whyNotBeside(
  { id, shortcut }: CannedResponseRow,
  others: readonly Pick<CannedResponseRow, 'id' | 'shortcut'>[],
): Problem | undefined {
  const rest = others.filter((other) => other.id !== id);
  if (rest.some((other) => other.shortcut === shortcut)) {
    const detail = { name: `/${shortcut}`, what: 'a canned response' };
    return { code: 'name_taken', detail, field: 'shortcut' };
  }
  if (rest.length < LIMITS.cannedResponsesPerScope) return undefined;
  const detail = { limit: LIMITS.cannedResponsesPerScope, what: 'canned responses for these' };
  return { code: 'limit_reached', detail, field: 'scope' };
}

/** A file goes with one response, and is put there by who uploaded it. */
async function whyNotFiles(
  db: Db,
  asker: Asker,
  id: CannedResponseId,
  files: readonly FileId[],
): Promise<Problem | undefined> {
  const rows = await keptFilesById(db, files);
  const isFree = (row: KeptFileRow) =>
    row.response_id === id || (row.response_id === null && row.operator_id === asker.id);
  const fitting = new Set(rows.filter((row) => row.details !== '' && isFree(row)).map(idOf));
  if (new Set(files).size !== files.length) {
    const detail = { detail: 'files names one twice', fault: 'twice' };
    return { code: 'invalid', detail, field: 'files' };
  }
  if (files.every((file) => fitting.has(file))) return undefined;
  return { code: 'not_found', detail: 'one of the files; attach it again', field: 'files' };
}

async function answers(
  db: Db,
  directory: Directory,
  rows: readonly CannedResponseRow[],
): Promise<CannedResponse[]> {
  const files = await keptFilesOf(
    db,
    rows.map(({ id }) => id),
  );
  const nameOf = await scopeNames(directory);
  return rows.map((row) => {
    const { id, shortcut, text, updated_at: updatedAt } = row;
    const scope = scopeOf(row);
    const own = files.filter((file) => file.response_id === id).map(fileOf);
    return { id, shortcut, text, scope, scopeName: nameOf(scope), files: own, updatedAt };
  });
}

function fileOf({ details }: KeptFileRow): ChatFile {
  return JSON.parse(details); // written by the relay itself
}

function idOf({ id }: KeptFileRow): FileId {
  return id;
}
