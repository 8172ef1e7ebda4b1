import { randomUUID } from 'node:crypto';
import type {
  OperatorId,
  RefusalCode,
  RefusalDetail,
  Role,
  View,
  ViewInput,
} from '../../protocol/index.ts';
import { LIMITS } from '../../protocol/index.ts';
import {
  deleteView,
  insertView,
  type Storage,
  updateView,
  type ViewRow,
  viewsFor,
} from '../storage/index.ts';

/** Who makes, changes or looks at views. */
export interface ViewUser {
  readonly id: OperatorId;
  readonly role: Role;
}

/** A view that was made or changed, or why it was not. */
export type ViewOutcome =
  | { readonly view: View }
  | { readonly refuse: RefusalCode; readonly detail: RefusalDetail };

/** The views of the inbox: everybody's own, and shared ones that managers make. */
export interface Views {
  /** Their own and the shared ones, the oldest first. */
  list(user: ViewUser): Promise<View[]>;
  create(user: ViewUser, input: ViewInput): Promise<ViewOutcome>;
  /** A view may become shared, and then belongs to nobody, or the own one of the manager who changes it. */
  update(user: ViewUser, id: string, input: ViewInput): Promise<ViewOutcome>;
  /** Null, or why it is still there. */
  remove(user: ViewUser, id: string): Promise<Extract<ViewOutcome, { refuse: unknown }> | null>;
}

const NOT_FOUND = { refuse: 'not_found', detail: 'this view' } as const;
const NOT_SHARED = {
  refuse: 'not_allowed',
  detail: 'only owners and admins make and change shared views',
} as const;

export function createViews({
  storage,
  now,
}: {
  readonly storage: Pick<Storage, 'read' | 'write'>;
  readonly now: () => number;
}): Views {
  return {
    async list({ id }) {
      return (await viewsFor(storage.read, id)).map(viewOf);
    },

    async create(user, input) {
      if (input.isShared && !isManager(user)) return NOT_SHARED;
      const row = { id: randomUUID(), ...columnsOf(user, input), created_at: now() };
      return storage.write(async (db) => {
        const refusal = whyFull(await viewsFor(db, user.id), row);
        if (refusal) return refusal;
        await insertView(db, row);
        return { view: viewOf(row) };
      });
    },

    async update(user, id, input) {
      return storage.write(async (db) => {
        const views = await viewsFor(db, user.id);
        const found = views.find((one) => one.id === id);
        if (!found) return NOT_FOUND;
        if ((input.isShared || found.operator_id === null) && !isManager(user)) return NOT_SHARED;
        const changed = { ...found, ...columnsOf(user, input) };
        const others = views.filter((one) => one !== found);
        const refusal = whyFull(others, changed);
        if (refusal) return refusal;
        const { operator_id, name, settings } = changed;
        await updateView(db, id, { operator_id, name, settings });
        return { view: viewOf(changed) };
      });
    },

    async remove(user, id) {
      return storage.write(async (db) => {
        const found = (await viewsFor(db, user.id)).find((one) => one.id === id);
        if (!found) return NOT_FOUND;
        if (found.operator_id === null && !isManager(user)) return NOT_SHARED;
        await deleteView(db, id);
        return null;
      });
    },
  };
}

function isManager({ role }: ViewUser): boolean {
  return role === 'owner' || role === 'admin';
}

function whyFull(others: readonly ViewRow[], row: ViewRow) {
  const beside = others.filter(({ operator_id }) => operator_id === row.operator_id);
  if (beside.length < LIMITS.views) return null;
  const whose = row.operator_id === null ? 'shared views' : 'views of your own';
  return { refuse: 'limit_reached', detail: { limit: LIMITS.views, what: whose } } as const;
}

function columnsOf(user: ViewUser, { name, isShared, list, filter, order }: ViewInput) {
  const settings = JSON.stringify({ list, filter, order });
  return { operator_id: isShared ? null : user.id, name, settings };
}

function viewOf({ id, operator_id, name, settings }: ViewRow): View {
  // Unchecked: the relay stored what the schema had checked.
  const { list, filter, order } = JSON.parse(settings) as Pick<View, 'list' | 'filter' | 'order'>;
  return { id, name, isShared: operator_id === null, list, filter, order };
}
