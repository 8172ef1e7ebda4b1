import { randomBytes } from 'node:crypto';
import { uuidv7 } from 'uuidv7';
import type { SiteId, VisitorId, VisitorToken } from '../../protocol/index.ts';
import type { Bus } from '../bus/index.ts';
import { type MovedChats, moveChats, newEventId, tellChatsOf } from '../chats/index.ts';
import {
  type Db,
  deleteKeysOfVisitor,
  deleteVisitorKey,
  identitySecretsOf,
  insertSiteUser,
  insertVisitor,
  insertVisitorKey,
  keyOfVisitor,
  lockVisitors,
  type Move,
  type SiteUserRow,
  type Storage,
  siteUser,
  updateSiteUser,
  userOfVisitor,
  type VisitorKeyRow,
} from '../storage/index.ts';
import { hashOfToken } from '../visitors/index.ts';
import { type Claim, checkProof, type Proof } from './check-proof.ts';
import { type Joined, joinVisitor } from './join-visitor.ts';

/** A visitor on a device, as their line knows them. */
export interface Device {
  readonly site: SiteId;
  readonly visitor: VisitorId;
  readonly token: VisitorToken;
}

/** How a proof ended. */
export type ProofOutcome =
  | { readonly name: 'refused'; readonly fault: string }
  /** The visitor was forgotten, or joined to another one, meanwhile: their line is one of nobody. */
  | { readonly name: 'gone' }
  /** The visitor was that user's before. */
  | { readonly name: 'known'; readonly userId: string }
  | {
      readonly name: 'changed';
      readonly userId: string;
      /** What the device is known by from now on; the one before is worthless. */
      readonly token: VisitorToken;
      /** The device was another user's before. */
      readonly isOther: boolean;
      /** Tells everybody else. For after the device was told, since its own line ends by it. */
      readonly tell: () => Promise<void>;
    };

/** Who the users of sites are: one visitor each, on however many devices. */
export interface Identities {
  /** Makes a device that user's of whom it has a proof; never joins two users. */
  prove(device: Device, proof: Proof): Promise<ProofOutcome>;
}

export interface IdentitiesOptions {
  readonly storage: Storage;
  readonly bus: Pick<Bus, 'publish'>;
  readonly now: () => number;
  /** Bans were written; resolves when they hold here. */
  readonly onBans: () => Promise<void>;
  /** Events were committed. */
  readonly onCommit: () => void;
}

/** What a transaction made of a device. */
type Settled =
  | { readonly name: 'gone' | 'known' }
  | {
      readonly name: 'changed';
      readonly visitor: VisitorId;
      readonly isOther: boolean;
      readonly joined?: Joined;
    };

type Changed = Extract<Settled, { name: 'changed' }>;

export function createIdentities(options: IdentitiesOptions): Identities {
  const { storage, bus, now } = options;

  /** Their name or e-mail may be another since. */
  async function keepPerson(user: SiteUserRow, claim: Claim): Promise<void> {
    const person = personIn(claim);
    const { name = user.name, email = user.email } = person;
    if (name === user.name && email === user.email) return;
    await storage.write((db) => updateSiteUser(db, user, person));
    await tellChatsOf(user.visitor_id, options);
  }

  async function tell(before: VisitorId, { visitor, joined }: Changed): Promise<void> {
    if (joined?.hint) bus.publish(joined.hint);
    for (const one of new Set([before, visitor])) bus.publish({ type: 'renewed', visitor: one });
    await tellChatsOf(visitor, options);
  }

  return {
    async prove(device, proof) {
      const { site, visitor } = device;
      const secrets = await identitySecretsOf(storage.read, site);
      const checked = checkProof(
        proof,
        secrets.map(({ secret }) => secret),
        now(),
      );
      if ('fault' in checked) return { name: 'refused', fault: checked.fault };
      const { claim } = checked;
      const { userId } = claim;
      const user = await siteUser(storage.read, site, userId);
      if (user?.visitor_id === visitor) {
        await keepPerson(user, claim);
        return { name: 'known', userId };
      }
      const token = randomBytes(16).toString('hex') as VisitorToken; // 128 random bits are what the brand stands for
      const settled = await storage.write((db) => settle(db, device, claim, token, now()));
      if (settled.name !== 'changed') return { name: settled.name, userId };
      if (settled.joined?.isBanned) await options.onBans();
      if (settled.joined?.hint) options.onCommit();
      const { isOther } = settled;
      return { name: 'changed', userId, token, isOther, tell: () => tell(visitor, settled) };
    },
  };
}

/** Whose the device is from now on, and by which token. Visitors are locked before chats, in the order of their ids. */
async function settle(
  db: Db,
  { site, visitor, token: before }: Device,
  claim: Claim,
  token: VisitorToken,
  at: number,
): Promise<Settled> {
  const user = await siteUser(db, site, claim.userId);
  const wanted = user ? [visitor, user.visitor_id] : [visitor];
  const there = await lockVisitors(db, wanted);
  const key = await keyOfVisitor(db, visitor, hashOfToken(before));
  if (!key || !wanted.every((one) => there.includes(one))) return { name: 'gone' };
  // Of another tab, in this moment.
  if (user?.visitor_id === visitor) return { name: 'known' };
  const next = { ...key, hash: hashOfToken(token), created_at: at };
  const isOther = (await userOfVisitor(db, visitor)) !== undefined;
  if (isOther) await deleteVisitorKey(db, key.hash);
  if (!user) return beginUser(db, next, claim, isOther);
  await updateSiteUser(db, user, personIn(claim));
  const to = user.visitor_id;
  const joined = isOther ? undefined : await join(db, { site, from: visitor, to }, at);
  await insertVisitorKey(db, { ...next, visitor_id: to });
  return { name: 'changed', visitor: to, isOther, ...(joined && { joined }) };
}

function join(db: Db, move: Move, at: number): Promise<Joined> {
  const chats = (): Promise<MovedChats> => moveChats(db, { at, newEventId }, move);
  return joinVisitor(db, move, at, chats);
}

/**
 * A user's first proof: the device's visitor is theirs, unless it is another user's. The token is a new one all the same: whoever
 * else may know the one before must not come to the chats of somebody who signed in.
 */
async function beginUser(
  db: Db,
  key: VisitorKeyRow,
  claim: Claim,
  isOther: boolean,
): Promise<Settled> {
  const { site_id, created_at } = key;
  const visitor_id = isOther ? (uuidv7() as VisitorId) : key.visitor_id; // a UUID is what the brand stands for
  if (isOther) {
    const stranger = { id: visitor_id, site_id, name: null, email: null, created_at };
    await insertVisitor(db, stranger, { ...key, visitor_id });
  } else {
    await deleteKeysOfVisitor(db, visitor_id);
    await insertVisitorKey(db, key);
  }
  const { name = null, email = null } = claim;
  await insertSiteUser(db, { site_id, user_id: claim.userId, visitor_id, name, email, created_at });
  return { name: 'changed', visitor: visitor_id, isOther };
}

/** What the site signed of them; a proof without it takes nothing away. */
function personIn({ name, email }: Claim): { name?: string; email?: string } {
  return { ...(name && { name }), ...(email && { email }) };
}
