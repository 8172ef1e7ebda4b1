import { createHash, randomBytes } from 'node:crypto';
import { uuidv7 } from 'uuidv7';
import type { ConsentRecord, SiteId, VisitorId, VisitorToken } from '../../protocol/index.ts';
import type { Db, Storage, VisitorKeyRow, VisitorRow } from '../storage/index.ts';
import {
  deleteVisitorKey,
  eraseVisitorDetails,
  type FoundKeyRow,
  findVisitorKey,
  gather,
  insertConsent,
  insertVisitor,
  isStorageError,
  setVisitorDetails,
  setVisitorPerson,
  updateVisitorKey,
  userOfVisitor,
  visitorById,
  visitorDetails,
} from '../storage/index.ts';
import { countVisit, NO_VISITS, type Visits } from './visits.ts';

const HOUR_MS = 3_600_000;
/** A visitor who did not ask to be remembered is forgotten a day after their last visit. */
const SESSION_MS = 24 * HOUR_MS;
/** Thirteen months, the longest that the French regulator's cookie guidelines (CNIL, 2020-09-17) call reasonable. */
const REMEMBERED_MS = 390 * 24 * HOUR_MS;

/** Most visitors of one transaction. */
const MAX_BATCH = 256;

export interface Recognised {
  readonly visitor: VisitorId;
  /** Given only when the visitor is new. */
  readonly token?: VisitorToken;
  /** They agreed to be remembered. */
  readonly isRemembered: boolean;
}

/** Who a visitor is: one random secret in their browser, only its hash here. */
export interface Visitors {
  /** The visitor of a token, a new one without a token, or null where the token is unknown or expired. */
  recognise(site: SiteId, token: VisitorToken | undefined): Promise<Recognised | null>;
  /** Records a consent decision; `granted` keeps the token for 13 months, `withdrawn` for the session only. */
  recordConsent(
    site: SiteId,
    visitor: VisitorId,
    token: VisitorToken,
    record: ConsentRecord,
  ): Promise<void>;
  /** Keeps what a visitor says about who they are; unverified. */
  identify(visitor: VisitorId, person: { name?: string; email?: string }): Promise<void>;
  /** Whether there is such a visitor still: who signs in may become another one. */
  isThere(visitor: VisitorId): Promise<boolean>;
  /**
   * Makes a token worthless: nothing joins that browser to its visitor any more. What was noted of them goes with it, but not of a
   * user whom their site has proven.
   */
  forget(token: VisitorToken): Promise<void>;
}

export function createVisitors(storage: Storage, now: () => number): Visitors {
  /** Many may come at once, such as when a page is much visited: they share a commit. */
  const insert = gather<readonly [VisitorRow, VisitorKeyRow], void>({
    most: MAX_BATCH,
    isEverybodys: isStorageError,
    work: (visitors) =>
      storage.write(async (db) => {
        for (const [visitor, key] of visitors) await insertVisitor(db, visitor, key);
        return visitors.map(() => undefined);
      }),
  });

  async function create(site: SiteId): Promise<Recognised> {
    const token = randomBytes(16).toString('hex') as VisitorToken; // 128 random bits are what the brand stands for
    const visitor = uuidv7() as VisitorId; // a UUID is what the brand stands for
    const at = now();
    await insert([
      { id: visitor, site_id: site, name: null, email: null, created_at: at },
      {
        hash: hashOfToken(token),
        visitor_id: visitor,
        site_id: site,
        remembered: 0,
        created_at: at,
        expires_at: at + SESSION_MS,
      },
    ]);
    return { visitor, token, isRemembered: false };
  }

  /** Many may come at once, such as after a restart: they share a commit. */
  const noteVisits = gather<readonly [VisitorId, Visits], void>({
    most: MAX_BATCH,
    isEverybodys: isStorageError,
    work: (visits) =>
      storage.write(async (db) => {
        for (const [visitor, visit] of visits) await setVisitorDetails(db, visitor, visit);
        return visits.map(() => undefined);
      }),
  });

  /** Visits are counted only of those who agreed to be remembered. */
  async function noteVisit({ visitor_id, remembered, visits, visited_at }: FoundKeyRow) {
    if (!remembered) return;
    const next = countVisit({ visits: visits ?? 0, visited_at: visited_at ?? 0 }, now());
    if (next) await noteVisits([visitor_id, next]);
  }

  /** Writes only when half of the time is over, so that a page view is no write. */
  async function prolong(key: VisitorKeyRow): Promise<void> {
    const lifeMs = key.remembered ? REMEMBERED_MS : SESSION_MS;
    if (key.expires_at - now() > lifeMs / 2) return;
    const expires_at = now() + lifeMs;
    await storage.write((db) => updateVisitorKey(db, key.hash, { expires_at }));
  }

  /** Whoever agreed already, perhaps in another tab, goes on being counted. */
  async function noteConsent(db: Db, visitor: VisitorId, isGranted: boolean): Promise<void> {
    const known = await visitorDetails(db, visitor);
    if (!isGranted && known) await setVisitorDetails(db, visitor, NO_VISITS);
    const visits = isGranted && countVisit(known ?? NO_VISITS, now());
    if (visits) await setVisitorDetails(db, visitor, visits);
  }

  return {
    async recognise(site, token) {
      if (!token) return create(site);
      const key = await findVisitorKey(storage.read, hashOfToken(token), site);
      if (!key || key.expires_at <= now()) return null;
      await Promise.all([prolong(key), noteVisit(key)]);
      return { visitor: key.visitor_id, isRemembered: key.remembered === 1 };
    },

    async recordConsent(site, visitor, token, record) {
      const remembered = record.choice === 'granted' ? 1 : 0;
      const expires_at = now() + (remembered ? REMEMBERED_MS : SESSION_MS);
      await storage.write(async (db) => {
        const id = uuidv7();
        await insertConsent(db, { id, site_id: site, visitor_id: visitor, ...record, at: now() });
        await updateVisitorKey(db, hashOfToken(token), { remembered, expires_at });
        await noteConsent(db, visitor, remembered === 1);
      });
    },

    identify(visitor, person) {
      return storage.write((db) => setVisitorPerson(db, visitor, person));
    },

    async isThere(visitor) {
      return (await visitorById(storage.read, visitor)) !== undefined;
    },

    forget(token) {
      return storage.write(async (db) => {
        const visitor = await deleteVisitorKey(db, hashOfToken(token));
        // Who signs out on one device is known on the others, and when they are back.
        const isUser = visitor && (await userOfVisitor(db, visitor));
        if (visitor && !isUser) await eraseVisitorDetails(db, visitor);
      });
    },
  };
}

/** What is kept of a token in its place: its SHA-256, hexadecimal. */
export function hashOfToken(token: VisitorToken): string {
  return createHash('sha256').update(token).digest('hex');
}
