import type { Link, OpenLink, OperatorId } from '../../protocol/index.ts';
import type { OperatorRecord } from '../operators/index.ts';
import { newOperatorRow, operatorRecord } from '../operators/index.ts';
import type { Db, LinkRow, OperatorRow, Storage } from '../storage/index.ts';
import {
  deleteLink,
  deleteLinks,
  deleteSessionsOf,
  findLink,
  hasUsableAccount,
  insertLink,
  insertOperator,
  operatorByEmail,
  operatorById,
  updateOperator,
} from '../storage/index.ts';
import { hashPassword } from './passwords.ts';
import { hashOf, newSecret } from './secrets.ts';

const HOUR_MS = 3_600_000;
const LIFE_MS = { owner: 24 * HOUR_MS, invite: 168 * HOUR_MS, password: 168 * HOUR_MS } as const;

export type LinkPurpose = Link['purpose'];

/** How the use of a link ended. */
export type LinkOutcome =
  | { readonly outcome: 'opened'; readonly operator: OperatorRecord }
  /** Unknown, used before, or expired: deliberately one answer. */
  | { readonly outcome: 'unknown' }
  /** A further account cannot have this e-mail address. */
  | { readonly outcome: 'email-taken' }
  /** The link was made for another e-mail address. */
  | { readonly outcome: 'other-email' };

/** Single-use links: the only way to a first password. */
export interface Links {
  /** Makes a link's secret; earlier ones of this purpose and account stop working. */
  make(purpose: LinkPurpose, operator: OperatorId | null): Promise<string>;
  /** What a link is for; undefined where it is unknown, used or expired. */
  look(token: string): Promise<Link | undefined>;
  /** Uses the link up: makes or completes the account. A new password signs its owner out everywhere. */
  use(input: OpenLink): Promise<LinkOutcome>;
  /** A fresh owner link while nobody owns this installation. */
  ownerLinkIfNone(): Promise<string | undefined>;
  /** Whether somebody owns this installation. */
  isOwned(): Promise<boolean>;
}

export function createLinks(storage: Storage, now: () => number): Links {
  async function findValid(db: Db, token: string): Promise<LinkRow | undefined> {
    const link = await findLink(db, hashOf(token));
    return link && link.expires_at > now() ? link : undefined;
  }

  const isOwned = () => hasUsableAccount(storage.read, 'owner');

  async function make(purpose: LinkPurpose, operator: OperatorId | null): Promise<string> {
    const token = newSecret();
    const created_at = now();
    const expires_at = created_at + LIFE_MS[purpose];
    await storage.write(async (db) => {
      await deleteLinks(db, purpose, operator);
      const hash = hashOf(token);
      await insertLink(db, { hash, purpose, operator_id: operator, created_at, expires_at });
    });
    return token;
  }

  return {
    make,

    async look(token) {
      const link = await findValid(storage.read, token);
      if (!link) return undefined;
      const account = link.operator_id && (await operatorById(storage.read, link.operator_id));
      const { name, email } = account || { name: '', email: '' };
      return { purpose: link.purpose, name, email };
    },

    async use(input) {
      if (!(await findValid(storage.read, input.token))) return { outcome: 'unknown' };
      // Hashing takes long and must not hold the write lock; the link is checked again under it.
      const passwordHash = await hashPassword(input.password);
      return storage.write(async (db) => {
        const link = await findValid(db, input.token);
        if (!link) return { outcome: 'unknown' };
        const change = await openAccount(db, link, input, passwordHash, now());
        if (change.outcome === 'opened') await deleteLink(db, link.hash);
        return change;
      });
    },

    isOwned,

    async ownerLinkIfNone() {
      return (await isOwned()) ? undefined : make('owner', null);
    },
  };
}

function openAccount(
  db: Db,
  link: LinkRow,
  input: OpenLink,
  passwordHash: string,
  at: number,
): Promise<LinkOutcome> {
  return link.operator_id === null
    ? makeOwner(db, input, passwordHash, at)
    : completeAccount(db, { id: link.operator_id, purpose: link.purpose }, input, passwordHash, at);
}

async function makeOwner(
  db: Db,
  input: OpenLink,
  passwordHash: string,
  at: number,
): Promise<LinkOutcome> {
  const { name, email } = input;
  if (await operatorByEmail(db, email.toLowerCase())) return { outcome: 'email-taken' };
  const row = newOperatorRow({ name, email, role: 'owner' }, passwordHash, at);
  await insertOperator(db, row);
  return opened(row, at);
}

async function completeAccount(
  db: Db,
  { id, purpose }: { readonly id: OperatorId; readonly purpose: LinkPurpose },
  input: OpenLink,
  passwordHash: string,
  at: number,
): Promise<LinkOutcome> {
  const row = await operatorById(db, id);
  if (!row) return { outcome: 'unknown' };
  if (row.email !== input.email.toLowerCase()) return { outcome: 'other-email' };
  const name = purpose === 'invite' ? input.name : row.name;
  await updateOperator(db, id, { name, password_hash: passwordHash });
  await deleteSessionsOf(db, id);
  return opened({ ...row, name }, at);
}

function opened(row: OperatorRow, at: number): LinkOutcome {
  return { outcome: 'opened', operator: operatorRecord(row, at) };
}
