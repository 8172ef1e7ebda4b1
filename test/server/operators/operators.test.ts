import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createOperators, type Operators } from '../../../server/operators/index.ts';
import { openStorage, type Storage } from '../../../server/storage/index.ts';

const BOB = { name: 'Bob', email: 'Bob@Example.org', role: 'operator' } as const;

describe('operators', () => {
  let dataDir: string;
  let storage: Storage;
  let operators: Operators;

  beforeEach(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'counterbell-'));
    storage = await openStorage({ dataDir });
    operators = createOperators({ storage });
  });
  afterEach(async () => {
    await storage.close();
    await rm(dataDir, { recursive: true, force: true });
  });

  it('take no chats until they say so, then six at once', async () => {
    const bob = await operators.invite(BOB);
    if (!bob) throw new Error('Bob was there already');
    expect(bob).toMatchObject({ accepting: false, chatLimit: 6 });
    await operators.setAccepting(bob.id, true);
    expect(await operators.find(bob.id)).toMatchObject({ accepting: true });
  });

  it('have one account per e-mail address, in any case of letters', async () => {
    await operators.invite(BOB);
    expect(await operators.invite({ ...BOB, email: 'bob@example.ORG' })).toBeUndefined();
    expect(await operators.list()).toHaveLength(1);
    expect(await operators.findByEmail('BOB@example.org')).toMatchObject({ name: 'Bob' });
  });

  it('make one account of two invitations at the same moment', async () => {
    const invited = await Promise.all([operators.invite(BOB), operators.invite(BOB)]);
    expect(invited.filter(Boolean)).toHaveLength(1);
  });

  it('are switched to not accepting by chats that they miss one after another while they are not there', async () => {
    const bob = await operators.invite(BOB);
    if (!bob) throw new Error('Bob was there already');
    await operators.setAccepting(bob.id, true);
    const misses = async (...wereThere: boolean[]) => {
      for (const wasThere of wereThere) {
        await operators.missed(bob.id, { missLimit: 2, wasThere });
        // As routing does at each of its rounds.
        await operators.list();
      }
      return (await operators.find(bob.id))?.away;
    };
    expect(await misses(true, true, true)).toBeNull();
    expect(await misses(false, true, false)).toBeNull();
    expect(await misses(false)).toBe('missed');
  });
});
