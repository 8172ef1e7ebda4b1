import { uuidv7 } from 'uuidv7';
import {
  type AttributeChanges,
  type Attributes,
  attributesFault,
  type ChatId,
  LIMITS,
  type OperatorId,
  type VisitedPage,
  type VisitorDetails,
  type VisitorId,
  type VisitorNote,
  type VisitorNoteId,
} from '../../protocol/index.ts';
import type { Bus } from '../bus/index.ts';
import { tellChatsOf, verifiedOf } from '../chats/index.ts';
import {
  type ChatPageRow,
  type ChatRow,
  chatById,
  chatPages,
  countNotes,
  type Db,
  deleteNote,
  insertNote,
  lockVisitorDetails,
  type NamedNoteRow,
  noteById,
  notesOfVisitor,
  otherChats,
  type Storage,
  setVisitorDetails,
  tracksOf,
  updateNote,
  visitorById,
  visitorDetails,
  visitorNames,
} from '../storage/index.ts';
import { mergeAttributes } from './attributes.ts';
import { tracksIn } from './tracks.ts';

/** Other chats of a visitor that are named with one of theirs. */
const EARLIER_CHATS = 20;

/** Who changes notes: an author their own, a manager all. */
export interface NoteEditor {
  readonly id: OperatorId;
  readonly isManager: boolean;
}

/** Why a note could not be written. */
export type NoteRefusal = 'no-visitor' | 'too-many' | 'no-note' | 'not-theirs';

/** What is known of visitors beyond their name: what their pages say of them, what operators note, where they were. */
export interface VisitorDetailsKeeper {
  /** Of a chat's visitor; undefined where there is no such chat. */
  ofChat(chat: ChatId): Promise<VisitorDetails | undefined>;
  /** Adds to what is known; gives back why it cannot be, in words that follow "attributes". */
  setAttributes(visitor: VisitorId, changes: AttributeChanges): Promise<string | undefined>;
  addNote(visitor: VisitorId, author: OperatorId, text: string): Promise<VisitorNote | NoteRefusal>;
  changeNote(
    visitor: VisitorId,
    note: VisitorNoteId,
    editor: NoteEditor,
    text: string,
  ): Promise<VisitorNote | NoteRefusal>;
  /** Gives back why it could not be removed. */
  removeNote(
    visitor: VisitorId,
    note: VisitorNoteId,
    editor: NoteEditor,
  ): Promise<NoteRefusal | undefined>;
}

export interface VisitorDetailsOptions {
  readonly storage: Storage;
  readonly bus: Pick<Bus, 'publish'>;
  readonly now: () => number;
}

export function createVisitorDetails(options: VisitorDetailsOptions): VisitorDetailsKeeper {
  const { storage, now } = options;

  /** Writes, and tells where something was written. */
  async function change<Outcome>(
    visitor: VisitorId,
    work: (db: Db) => Promise<Outcome | NoteRefusal>,
  ): Promise<Outcome | NoteRefusal> {
    const outcome = await storage.write(async (db) => {
      const worked = await work(db);
      if (!isRefusal(worked)) await setVisitorDetails(db, visitor, { changed_at: now() });
      return worked;
    });
    if (!isRefusal(outcome)) await tellChatsOf(visitor, options);
    return outcome;
  }

  return {
    async ofChat(id) {
      const chat = await chatById(storage.read, id);
      return chat && readDetails(storage.read, chat);
    },

    async setAttributes(visitor, changes) {
      const fault = await storage.write(async (db) => {
        const known = attributesOf(await lockVisitorDetails(db, visitor));
        const next = mergeAttributes(known, changes);
        const wrong = attributesFault(next);
        if (wrong || JSON.stringify(next) === JSON.stringify(known)) return wrong ?? null;
        const attributes = JSON.stringify(next);
        await setVisitorDetails(db, visitor, { attributes, changed_at: now() });
        return undefined;
      });
      if (fault === undefined) await tellChatsOf(visitor, options);
      return fault ?? undefined;
    },

    addNote(visitor, author, text) {
      return change(visitor, async (db) => {
        if (!(await visitorById(db, visitor))) return 'no-visitor';
        await lockVisitorDetails(db, visitor);
        if ((await countNotes(db, visitor)) >= LIMITS.notesPerVisitor) return 'too-many';
        const id = uuidv7() as VisitorNoteId; // a UUID is what the brand stands for
        const row = { id, visitor_id: visitor, author_id: author, text };
        await insertNote(db, { ...row, created_at: now(), changed_at: null });
        return readNote(db, visitor, id);
      });
    },

    changeNote(visitor, id, editor, text) {
      return change(visitor, async (db) => {
        const refusal = whyNotEdited(await noteById(db, visitor, id), editor);
        if (refusal) return refusal;
        await updateNote(db, id, { text, changed_at: now() });
        return readNote(db, visitor, id);
      });
    },

    removeNote(visitor, id, editor) {
      return change<undefined>(visitor, async (db) => {
        const refusal = whyNotEdited(await noteById(db, visitor, id), editor);
        if (!refusal) await deleteNote(db, id);
        return refusal;
      });
    },
  };
}

function isRefusal(outcome: unknown): outcome is NoteRefusal {
  return typeof outcome === 'string';
}

/** Pure. */
function whyNotEdited(note: NamedNoteRow | undefined, editor: NoteEditor): NoteRefusal | undefined {
  if (!note) return 'no-note';
  return editor.isManager || note.author_id === editor.id ? undefined : 'not-theirs';
}

async function readNote(
  db: Db,
  visitor: VisitorId,
  id: VisitorNoteId,
): Promise<VisitorNote | NoteRefusal> {
  const row = await noteById(db, visitor, id);
  return row ? noteOf(row) : 'no-note';
}

async function readDetails(db: Db, chat: ChatRow): Promise<VisitorDetails> {
  const [[person], details, tracked, notes, pages, { rows, count }] = await Promise.all([
    visitorNames(db, [chat.visitor_id]),
    visitorDetails(db, chat.visitor_id),
    tracksOf(db, chat.visitor_id),
    notesOfVisitor(db, chat.visitor_id),
    chatPages(db, chat.id),
    otherChats(db, chat, EARLIER_CHATS),
  ]);
  return {
    verified: person ? verifiedOf(person) : null,
    visits: details?.visits ?? 0,
    attributes: attributesOf(details),
    ...tracksIn(tracked),
    pages: pagesOf(chat, pages),
    earlier: rows.map(({ id, started_at, operator_name, rating, preview }) => ({
      id,
      startedAt: started_at,
      operatorName: operator_name ?? '',
      rating,
      preview,
    })),
    earlierCount: count,
    notes: notes.map(noteOf),
  };
}

/** Where they never left the page they began on, that one is in the chat's row alone. */
function pagesOf(chat: ChatRow, pages: readonly ChatPageRow[]): VisitedPage[] {
  if (pages.length > 0) return pages.map(({ url, title, at }) => ({ url, title, at }));
  return [{ url: chat.page_url, title: chat.page_title, at: chat.started_at }];
}

function attributesOf(row: { readonly attributes: string } | undefined): Attributes {
  return row ? (JSON.parse(row.attributes) as Attributes) : {}; // checked before it was stored
}

function noteOf({
  id,
  author_id,
  author_name,
  text,
  created_at,
  changed_at,
}: NamedNoteRow): VisitorNote {
  const author = { id: author_id, name: author_name ?? '' };
  return { id, author, text, at: created_at, changedAt: changed_at };
}
