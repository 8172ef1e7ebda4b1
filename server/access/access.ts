import type { Link, OpenLink, OperatorId } from '../../protocol/index.ts';
import type { OperatorRecord } from '../operators/index.ts';
import { operatorRecord } from '../operators/index.ts';
import type { Storage } from '../storage/index.ts';
import {
  deleteSession,
  findSessionRow,
  insertSession,
  operatorByEmail,
  prolongSession,
} from '../storage/index.ts';
import { changeEmail, type EmailChange, type EmailOutcome } from './change-email.ts';
import { changePassword, type PasswordChange } from './change-password.ts';
import { createLinks, type LinkOutcome, type LinkPurpose } from './links.ts';
import { verifyPassword } from './passwords.ts';
import { hashOf, newSecret } from './secrets.ts';

const DAY_MS = 86_400_000;
/** A session ends this long after its last use. */
const SESSION_MS = 30 * DAY_MS;

/** A fresh session: the secret goes into the cookie and is never stored. */
interface SignedIn {
  readonly operator: OperatorRecord;
  readonly secret: string;
}

/** Who may come in: sessions, passwords and single-use links. Knows no cookie and no request. */
export interface Access {
  /** Undefined where e-mail address and password do not belong together; takes the same time for unknown addresses. */
  signIn(email: string, password: string): Promise<SignedIn | undefined>;
  /** Ends the session; gives back whose it was. */
  signOut(secret: string | undefined): Promise<OperatorId | undefined>;
  /** The operator of a session that still runs; its use prolongs it. */
  findSession(secret: string | undefined): Promise<OperatorRecord | undefined>;
  /** Sets a new password, which signs its owner out elsewhere; false where the present one is wrong. */
  changePassword(change: PasswordChange): Promise<boolean>;
  /** Gives an account another e-mail address, which signs its owner out elsewhere; small letters, unique. */
  changeEmail(change: EmailChange): Promise<EmailOutcome>;
  /** What a link is for, without using it; undefined where it is unknown, used or expired. */
  lookAtLink(token: string): Promise<Link | undefined>;
  /** Uses a link up and signs in. */
  useLink(
    input: OpenLink,
  ): Promise<
    ({ readonly outcome: 'opened' } & SignedIn) | Exclude<LinkOutcome, { outcome: 'opened' }>
  >;
  /** A link's secret, shown once: for the owner 24 hours, else 7 days. Earlier ones of its kind stop working. */
  makeLink(purpose: LinkPurpose, operator: OperatorId | null): Promise<string>;
  /** A fresh owner link's secret while nobody owns this installation. */
  ownerLinkIfNone(): Promise<string | undefined>;
  /** Whether somebody owns this installation. */
  isOwned(): Promise<boolean>;
}

export function createAccess(options: { storage: Storage; now?: () => number }): Access {
  const { storage, now = Date.now } = options;
  const links = createLinks(storage, now);

  async function beginSession(operator: OperatorRecord): Promise<SignedIn> {
    const secret = newSecret();
    const created_at = now();
    await storage.write((db) =>
      insertSession(db, {
        hash: hashOf(secret),
        operator_id: operator.id,
        created_at,
        expires_at: created_at + SESSION_MS,
      }),
    );
    return { operator, secret };
  }

  /** Written once a day at most, so that a request is no write. */
  async function prolong(hash: string, expiresAt: number): Promise<void> {
    const wanted = now() + SESSION_MS;
    if (wanted - expiresAt < DAY_MS) return;
    await storage.write((db) => prolongSession(db, hash, wanted));
  }

  return {
    async signIn(email, password) {
      const row = await operatorByEmail(storage.read, email.toLowerCase());
      const matches = await verifyPassword(row?.password_hash, password);
      return row && matches ? beginSession(operatorRecord(row, now())) : undefined;
    },

    async signOut(secret) {
      if (!secret) return undefined;
      const session = await findSessionRow(storage.read, hashOf(secret));
      if (!session) return undefined;
      await storage.write((db) => deleteSession(db, hashOf(secret)));
      return session.operator.id;
    },

    async findSession(secret) {
      if (!secret) return undefined;
      const hash = hashOf(secret);
      const session = await findSessionRow(storage.read, hash);
      if (!session || session.expiresAt <= now()) return undefined;
      await prolong(hash, session.expiresAt);
      return operatorRecord(session.operator, now());
    },

    changePassword: (change) => changePassword(storage, change),

    changeEmail: (change) => changeEmail(storage, change),

    lookAtLink: links.look,

    async useLink(input) {
      const used = await links.use(input);
      if (used.outcome !== 'opened') return used;
      return { outcome: 'opened', ...(await beginSession(used.operator)) };
    },

    makeLink: links.make,
    ownerLinkIfNone: links.ownerLinkIfNone,
    isOwned: links.isOwned,
  };
}
