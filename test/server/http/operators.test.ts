import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Role } from '../../../protocol/index.ts';
import {
  becomeOwner,
  type ConsoleApi,
  consoleApi,
  invite,
  useLink,
} from '../../helpers/console-api.ts';
import { operatorArrives } from '../../helpers/people.ts';
import { startTestRelay, type TestRelay } from '../../helpers/start-relay.ts';

let relay: TestRelay;
let owner: ConsoleApi;

beforeEach(async () => {
  relay = await startTestRelay();
  owner = await becomeOwner(relay);
});
afterEach(() => relay.stop());

const BOB = { name: 'Bob', email: 'bob@example.org' };

async function inviteBob(by = owner): Promise<{ id: string; link: string }> {
  const { body } = await by.call('POST', '/operators', { ...BOB, role: 'operator' });
  return { id: body.operator.id, link: body.link };
}

async function idOf(who: ConsoleApi): Promise<string> {
  return (await who.call('GET', '/session')).body.id;
}

async function gives(by: ConsoleApi, id: string, role: Role) {
  const { status, body } = await by.call('PUT', `/operators/${id}`, {
    chatLimit: 6,
    schedule: null,
    role,
  });
  return status === 200 ? body.role : body.error;
}

test('a lost invitation is made anew, and the link before is worthless at once', async () => {
  const { id, link } = await inviteBob();
  const again = await owner.call('POST', `/operators/${id}/link`);
  expect(again.body.operator).toMatchObject({ ...BOB, invited: true });
  await expect(useLink(relay.url, link, BOB)).rejects.toThrow('or it was used or is too old');
  const bob = await useLink(relay.url, again.body.link, BOB);
  expect((await bob.call('GET', '/session')).body).toMatchObject({ invited: false });
});

test('who has come already gets a link for a new password, which signs them out elsewhere', async () => {
  const bob = await invite(relay.url, owner, 'operator', 'Bob');
  const { body } = await owner.call('POST', `/operators/${await idOf(bob)}/link`);
  const look = { token: body.link.split('#')[1] };
  const opened = await consoleApi(relay.url).call('POST', '/links/look', look);
  expect(opened.body).toMatchObject({ purpose: 'password', name: 'Bob' });
  await useLink(relay.url, body.link, { ...BOB, password: 'another password of his' });
  expect((await bob.call('GET', '/session')).status).toBe(401);
});

test('an invitation is withdrawn with its account, and one that was accepted is not', async () => {
  const { id, link } = await inviteBob();
  expect((await owner.call('DELETE', `/operators/${id}/invitation`)).status).toBe(204);
  await expect(useLink(relay.url, link, BOB)).rejects.toThrow('or it was used or is too old');
  expect((await owner.call('GET', '/operators')).body).toHaveLength(1);
  const bob = await useLink(relay.url, (await inviteBob()).link, BOB);
  const late = await owner.call('DELETE', `/operators/${await idOf(bob)}/invitation`);
  expect([late.status, late.body.error.code]).toEqual([409, 'invitation_accepted']);
  expect((await owner.call('DELETE', `/operators/${id}/invitation`)).status).toBe(404);
});

test('nobody raises themselves, and admins touch no owner and make none', async () => {
  const admin = await invite(relay.url, owner, 'admin', 'Ann');
  const [ownerId, adminId] = [await idOf(owner), await idOf(admin)];
  const bob = await idOf(await invite(relay.url, owner, 'operator', 'Bob'));
  expect(await gives(admin, adminId, 'owner')).toMatchObject({
    code: 'not_allowed',
    field: 'role',
  });
  expect(await gives(admin, bob, 'owner')).toMatchObject({ code: 'not_allowed' });
  expect(await gives(admin, ownerId, 'viewer')).toMatchObject({ code: 'not_allowed' });
  const link = await admin.call('POST', `/operators/${ownerId}/link`);
  expect([link.status, link.body.error.code]).toEqual([403, 'not_allowed']);
  expect(await gives(admin, bob, 'admin')).toBe('admin');
  expect(await gives(admin, adminId, 'operator')).toBe('operator');
  expect((await admin.call('PUT', `/operators/${adminId}`, {})).status).toBe(403);
});

test('of two owners who lower one another at the same moment one stays', async () => {
  const second = await invite(relay.url, owner, 'admin', 'Ann');
  const [one, other] = [await idOf(owner), await idOf(second)];
  expect(await gives(owner, one, 'admin')).toMatchObject({ code: 'last_owner', field: 'role' });
  expect(await gives(owner, other, 'owner')).toBe('owner');
  await Promise.all([gives(owner, other, 'admin'), gives(second, one, 'admin')]);
  const { body } = await owner.call('GET', '/operators');
  const owners = body.filter(({ role }: { role: Role }) => role === 'owner');
  expect(owners).toHaveLength(1);
});

test('a new role holds at once: the line is closed and comes back with what they may do now', async () => {
  const bob = await invite(relay.url, owner, 'operator', 'Bob');
  const before = await operatorArrives(relay.url, bob);
  await before.accepts();
  await gives(owner, before.id, 'viewer');
  expect((await before.line.closed).code).toBe(4007);
  const after = await operatorArrives(relay.url, bob);
  after.line.say({ type: 'presence', accepting: true });
  expect(await after.line.hear('refused')).toMatchObject({ code: 'not_allowed' });
  expect(after.welcome.operators.find(({ id }) => id === after.id)).toMatchObject({
    accepting: false,
  });
});
