import type {
  CannedResponseId,
  ChatId,
  FileId,
  MacroId,
  OperatorId,
  SiteId,
  TagColour,
  TagId,
} from '../../protocol/index.ts';

/** Tables of what operators prepare for chats: tags, canned responses with their files, macros. See schema.ts. */

export interface TagsTable {
  id: TagId;
  name: string;
  colour: TagColour;
  /** Null: for the chats of all sites. */
  site_id: SiteId | null;
  created_at: number;
}

/** Which chats have a tag, to find them by; says what the chats' own column says. Goes with its chat or its tag. */
export interface ChatTagsTable {
  /** Primary key together with chat_id. */
  tag_id: TagId;
  chat_id: ChatId;
}

/** Whose a canned response or macro is. */
export interface Scoped {
  scope: 'everybody' | 'site' | 'group' | 'operator';
  /** The site's, group's or operator's id; empty for everybody. What it names may be gone. */
  scope_id: string;
}

export interface CannedResponsesTable extends Scoped {
  id: CannedResponseId;
  /** Small letters, digits and dashes; unique together with scope and scope_id. */
  shortcut: string;
  text: string;
  created_at: number;
  updated_at: number;
}

/** What goes with a canned response. The bytes lie in the files' folder, under the same id. */
export interface KeptFilesTable {
  id: FileId;
  /** Who uploaded it. */
  operator_id: OperatorId;
  /** Null until a response is saved with it, and once it is taken off; it need not be there any more. */
  response_id: CannedResponseId | null;
  /** Its place among the files of its response. */
  place: number;
  /** JSON: ChatFile. Empty until all of it is on disk. */
  details: string;
  created_at: number;
}

export interface MacrosTable extends Scoped {
  id: MacroId;
  /** Unique together with scope and scope_id. */
  name: string;
  /** `1` to `9`, pressed together with Shift; empty for none. */
  key: string;
  /** JSON: MacroStep[] */
  steps: string;
  created_at: number;
  updated_at: number;
}
