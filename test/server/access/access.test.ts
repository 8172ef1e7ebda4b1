import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Access, createAccess } from '../../../server/access/index.ts';
import { createOperators, type Operators } from '../../../server/operators/index.ts';
import { openStorage, type Storage } from '../../../server/storage/index.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const ADA = { name: 'Ada', email: 'Ada@Example.org', password: 'correct horse battery' };

describe('access', () => {
  let dataDir: string;
  let storage: Storage;
  let access: Access;
  let operators: Operators;
  let clock: number;

  beforeEach(async () => {
    clock = 1_800_000_000_000;
    dataDir = await mkdtemp(join(tmpdir(), 'counterbell-'));
    storage = await openStorage({ dataDir });
    access = createAccess({ storage, now: () => clock });
    operators = createOperators({ storage, now: () => clock });
  });
  afterEach(async () => {
    await storage.close();
    await rm(dataDir, { recursive: true, force: true });
  });

  async function ownerToken(): Promise<string> {
    const token = await access.ownerLinkIfNone();
    if (!token) throw new Error('there is an owner already');
    return token;
  }

  async function becomeOwner() {
    const used = await access.useLink({ token: await ownerToken(), ...ADA });
    if (used.outcome !== 'opened') throw new Error(used.outcome);
    return used;
  }

  it('makes the owner by the first link, and no second link after it', async () => {
    const { operator } = await becomeOwner();
    expect(operator).toMatchObject({ role: 'owner', email: 'ada@example.org', accepting: false });
    expect(await access.ownerLinkIfNone()).toBeUndefined();
  });

  it('refuses a link that was used', async () => {
    const token = await ownerToken();
    await access.useLink({ token, ...ADA });
    const again = await access.useLink({ token, ...ADA, email: 'eve@example.org' });
    expect(again).toEqual({ outcome: 'unknown' });
    expect(await access.lookAtLink(token)).toBeUndefined();
  });

  it('lets only one of two uses at the same moment through', async () => {
    const token = await ownerToken();
    const uses = await Promise.all([
      access.useLink({ token, ...ADA }),
      access.useLink({ token, ...ADA, email: 'eve@example.org' }),
    ]);
    expect(uses.map(({ outcome }) => outcome).sort()).toEqual(['opened', 'unknown']);
    expect(await operators.list()).toHaveLength(1);
  });

  it('refuses an owner link after 24 hours, and a superseded one at once', async () => {
    const first = await ownerToken();
    const second = await ownerToken();
    expect(await access.lookAtLink(first)).toBeUndefined();
    clock += 24 * HOUR - 1;
    expect(await access.lookAtLink(second)).toMatchObject({ purpose: 'owner' });
    clock += 1;
    expect(await access.useLink({ token: second, ...ADA })).toEqual({ outcome: 'unknown' });
  });

  it('keeps an invitation for 7 days and for its own e-mail address', async () => {
    const bob = { name: 'Bob', email: 'bob@example.org', role: 'operator' } as const;
    const invited = await operators.invite(bob);
    if (!invited) throw new Error('Bob has an account already');
    const token = await access.makeLink('invite', invited.id);
    clock += 7 * DAY - 1;
    const asEve = await access.useLink({ token, ...ADA, email: 'eve@example.org' });
    expect(asEve).toEqual({ outcome: 'other-email' });
    expect(await access.lookAtLink(token)).toMatchObject({ name: 'Bob', email: bob.email });
    clock += 1;
    expect(await access.lookAtLink(token)).toBeUndefined();
  });

  it('signs in by e-mail address in any case, and not by a wrong password or an unknown address', async () => {
    await becomeOwner();
    expect(await access.signIn('ADA@example.ORG', ADA.password)).toBeDefined();
    expect(await access.signIn(ADA.email, 'another password')).toBeUndefined();
    expect(await access.signIn('nobody@example.org', ADA.password)).toBeUndefined();
  });

  it('does not let an invited account in before its link was used', async () => {
    await operators.invite({ name: 'Bob', email: 'bob@example.org', role: 'operator' });
    expect(await access.signIn('bob@example.org', '')).toBeUndefined();
  });

  it('ends a session 30 days after its last use', async () => {
    const { secret, operator } = await becomeOwner();
    clock += 29 * DAY;
    expect(await access.findSession(secret)).toMatchObject({ id: operator.id });
    clock += 29 * DAY;
    expect(await access.findSession(secret)).toMatchObject({ id: operator.id });
    clock += 30 * DAY;
    expect(await access.findSession(secret)).toBeUndefined();
  });

  it('ends a session by signing out', async () => {
    const { secret, operator } = await becomeOwner();
    expect(await access.signOut(secret)).toBe(operator.id);
    expect(await access.findSession(secret)).toBeUndefined();
  });

  it('signs out everywhere by a new password', async () => {
    const { secret, operator } = await becomeOwner();
    const token = await access.makeLink('password', operator.id);
    const used = await access.useLink({ token, ...ADA, password: 'a brand new password' });
    expect(used.outcome).toBe('opened');
    expect(await access.findSession(secret)).toBeUndefined();
    expect(await access.signIn(ADA.email, ADA.password)).toBeUndefined();
  });

  it('stores no secret and no password in the clear', async () => {
    const token = await ownerToken();
    await access.useLink({ token, ...ADA });
    const signedIn = await access.signIn(ADA.email, ADA.password);
    const [operatorRows, sessions, links] = await Promise.all([
      storage.read.selectFrom('operators').selectAll().execute(),
      storage.read.selectFrom('operator_sessions').selectAll().execute(),
      storage.read.selectFrom('links').selectAll().execute(),
    ]);
    const stored = JSON.stringify([operatorRows, sessions, links]);
    expect(stored).toContain('$argon2id$v=19$m=19456,t=2,p=1$');
    for (const secret of [token, signedIn?.secret, ADA.password]) {
      expect(stored).not.toContain(secret);
    }
  });
});
