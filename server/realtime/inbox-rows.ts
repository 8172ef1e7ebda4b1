import type { ChatId, ChatSummary, SiteId } from '../../protocol/index.ts';
import type { Told } from './told.ts';

/** A row of the inbox as text, for every operator. */
export interface RowFrame {
  readonly chat: ChatId;
  readonly site: ChatSummary['site']['id'];
  readonly frame: string;
}

/** Reads rows of the inbox, as `chat` frames for every operator. */
export type ReadRows = (chats: readonly ChatId[]) => Promise<readonly RowFrame[]>;

/** The rows of the inbox that changed, on their way to operators. */
export interface InboxRows {
  /** It says other things than before: it is read again, and told where it is news. */
  changed(chat: ChatId): void;
  /** Of these sites, which were deleted, no row is told any more, also not one that is being read. */
  sitesGone(sites: readonly SiteId[]): void;
  stop(): void;
}

/** Rows of the inbox are read and sent at most this often, once for all operators: a busy chat is one row. */
const EVERY_MS = 100;

export function createInboxRows({
  operators,
  told,
  readRows,
  onFailure,
}: {
  /** Those who are here at the time. */
  readonly operators: ReadonlySet<{ push(kind: string, frame: string): void }>;
  readonly told: Pick<Told, 'isNewRow'>;
  readonly readRows: ReadRows;
  readonly onFailure: (error: unknown) => void;
}): InboxRows {
  const changed = new Set<ChatId>();
  const gone = new Set<RowFrame['site']>();
  let timer: NodeJS.Timeout | undefined;
  let sentAt = 0;

  async function tell(): Promise<void> {
    const chats = [...changed];
    changed.clear();
    timer = undefined;
    sentAt = performance.now();
    if (operators.size === 0) return;
    const frames = (await readRows(chats)).filter(
      ({ chat, site, frame }) => !gone.has(site) && told.isNewRow(chat, frame),
    );
    for (const reader of operators) {
      for (const { chat, frame } of frames) reader.push(`row ${chat}`, frame);
    }
  }

  return {
    changed(chat) {
      changed.add(chat);
      const wait = Math.max(0, sentAt + EVERY_MS - performance.now());
      timer ??= setTimeout(() => void tell().catch(onFailure), wait);
    },
    sitesGone(sites) {
      for (const site of sites) gone.add(site);
    },
    stop: () => clearTimeout(timer),
  };
}
