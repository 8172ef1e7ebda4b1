import { z } from 'zod';
import { chatIdSchema, eventBodySchema } from '../../protocol/index.schema.ts';
import type { EventBody, OperatorId, VisitorId } from '../../protocol/index.ts';
import { verifiedOf } from '../chats/index.ts';
import { enqueueJob, GiveUp, type JobHandler } from '../jobs/index.ts';
import type { Outgoing } from '../outgoing/index.ts';
import {
  type ChatOverviewRow,
  chatOverview,
  type Db,
  type EventRow,
  eventAt,
  type OutboxRow,
  type Storage,
  takeOutbox,
} from '../storage/index.ts';
import { type AddonLog, contextFor } from './context.ts';
import { runHook } from './run-hook.ts';
import { type AfterEvent, type Need, NeverAgain } from './sdk.ts';
import type { Switchboard } from './switchboard.ts';

/** The kind of background job that tells one add-on of one event. */
export const ADDON_JOB = 'addon';

const LIMIT_MS = 10_000;
const OUTBOX_BATCH = 200;

/** What stands in the job: enough to find the event, and to show it in the delivery log. Nobody's words. */
export const payloadSchema = z.strictObject({
  chat: chatIdSchema,
  seq: z.int().positive(),
  kind: z.string(),
});

/**
 * Turns one batch of the outbox into jobs, one for each add-on that is on and listens, in the transaction that takes it
 * out of the outbox. Gives back how many rows there were. Where a power cut takes that back, they are told once more, with
 * the same ids.
 */
export function moveOutbox(storage: Storage, switchboard: Switchboard): Promise<number> {
  const listeners = switchboard
    .all()
    .filter(({ enabled, definition }) => enabled && definition.hooks.after?.event)
    .map(({ definition }) => definition.name);
  return storage.writeDerived(async (db) => {
    const rows = await takeOutbox(db, OUTBOX_BATCH);
    if (listeners.length > 0) for (const row of rows) await tell(db, row, listeners);
    return rows.length;
  });
}

async function tell(
  db: Db,
  { chat_id: chat, seq }: OutboxRow,
  listeners: readonly string[],
): Promise<void> {
  const event = await eventAt(db, chat, seq);
  if (!event) return;
  const payload = { chat, seq, kind: kindOf(event) };
  for (const target of listeners) await enqueueJob(db, { kind: ADDON_JOB, target, payload });
}

/** Tells an add-on of the event its job stands for. */
export function createAddonJob(
  storage: Storage,
  switchboard: Switchboard,
  tools: { readonly outgoing: Outgoing; readonly log: AddonLog; readonly now: () => number },
): JobHandler {
  return async ({ target, payload }, signal) => {
    const addon = switchboard.find(target);
    const hook = addon?.definition.hooks.after?.event;
    if (!addon || !hook) throw new GiveUp('the add-on is not installed any more');
    if (!addon.enabled) throw new GiveUp('the add-on is switched off');
    const { chat, seq } = payloadSchema.parse(payload);
    const row = await eventAt(storage.read, chat, seq);
    const overview = await chatOverview(storage.read, chat);
    if (!row || !overview) return 'the chat was erased meanwhile';
    const event = describeEvent(row, overview, addon.definition.needs);
    try {
      const outcome: unknown = await runHook(
        LIMIT_MS,
        (limit) => hook(event, contextFor(addon, tools, limit)),
        signal,
      );
      // Anybody's JavaScript may give back anything; it was told, and that is what counts.
      return typeof outcome === 'string' && outcome ? outcome : 'done';
    } catch (error) {
      if (isNeverAgain(error)) throw new GiveUp(error.message, { cause: error });
      throw error;
    }
  };
}

/** Known by its name too: an add-on may bring a copy of the package, and so a class, of its own. */
function isNeverAgain(error: unknown): error is Error {
  return error instanceof Error && error.name === NeverAgain.name;
}

function describeEvent(
  row: EventRow,
  overview: ChatOverviewRow,
  needs: readonly Need[],
): AfterEvent {
  const body = bodyOf(row);
  const visitor = {
    id: overview.visitor_id,
    name: overview.visitor_name,
    email: overview.visitor_email,
    verified: verifiedOf(overview),
  };
  return {
    id: `evt_${row.chat_id}_${row.seq}`,
    site: { id: overview.site_id, name: overview.site_name },
    chat: row.chat_id,
    seq: row.seq,
    at: row.at,
    author: authorOf(row, needs),
    event: needs.includes('messages') ? body : { kind: body.kind },
    ...(needs.includes('visitors') && { visitor }),
  };
}

/** Unchecked: an event that no add-on could be told of must not keep the others waiting. */
function kindOf(row: EventRow): string {
  const { kind } = JSON.parse(row.body) as { kind: string }; // the relay stored it
  return kind;
}

function bodyOf(row: EventRow): EventBody {
  return eventBodySchema.parse(JSON.parse(row.body));
}

function authorOf(
  { author_role: role, author_id: id }: EventRow,
  needs: readonly Need[],
): AfterEvent['author'] {
  switch (role) {
    case 'visitor':
      // The relay wrote the column itself, here and below.
      return needs.includes('visitors') ? { role, id: id as VisitorId } : { role };
    case 'operator':
      return { role, id: id as OperatorId };
    case 'system':
      return { role };
  }
}
