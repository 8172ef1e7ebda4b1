import type {
  OperatorId,
  OperatorName,
  SiteId,
  VisitorId,
  VisitorToken,
} from '../../protocol/index.ts';
import { hashOf } from '../../server/access/secrets.ts';
import { type Db, insertOperator, insertVisitor } from '../../server/storage/index.ts';

const DAY_MS = 86_400_000;
const REMEMBERED_DAYS = 390;

/** A visitor whose browser remembers them. */
export interface StoredVisitor {
  readonly visitor: VisitorId;
  readonly token: VisitorToken;
}

/** A visitor who came at `at`, agreed to be remembered, and was here today. */
export async function storeVisitor(
  db: Db,
  site: SiteId,
  { visitor, token }: StoredVisitor,
  at: number,
): Promise<void> {
  const isNamed = token.charCodeAt(0) % 2 === 0;
  await insertVisitor(
    db,
    {
      id: visitor,
      site_id: site,
      name: isNamed ? `Vera ${token.slice(0, 6)}` : null,
      email: isNamed ? `${token.slice(0, 6)}@example.org` : null,
      created_at: at,
    },
    {
      hash: hashOf(token),
      visitor_id: visitor,
      site_id: site,
      remembered: 1,
      created_at: at,
      expires_at: Date.now() + REMEMBERED_DAYS * DAY_MS,
    },
  );
}

/** An operator who has never opened their invitation, but answers all the same. */
export async function storeOperator(db: Db, id: OperatorId, at: number): Promise<OperatorName> {
  const operator = { id, name: 'Nora' };
  await insertOperator(db, {
    ...operator,
    email: 'nora@example.org',
    password_hash: null,
    role: 'operator',
    accepting: 0,
    chat_limit: 6,
    last_assigned_at: 0,
    accepting_at: 0,
    schedule: null,
    misses: 0,
    language: null,
    created_at: at,
  });
  return operator;
}
