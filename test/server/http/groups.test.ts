import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { groupSchema } from '../../../protocol/index.schema.ts';
import { becomeOwner, type ConsoleApi, invite } from '../../helpers/console-api.ts';
import { operatorArrives } from '../../helpers/people.ts';
import { startTestRelay, type TestRelay } from '../../helpers/start-relay.ts';

const NOBODY = '00000000-0000-4000-8000-000000000000';

describe('groups', () => {
  let relay: TestRelay;
  let owner: ConsoleApi;
  let ada: ConsoleApi;

  beforeAll(async () => {
    relay = await startTestRelay({ demo: true });
    owner = await becomeOwner(relay);
    ada = await invite(relay.url, owner, 'operator', 'Ada');
  });
  afterAll(() => relay.stop());

  it('makes a group of a name alone, fills and renames it, keeps it over a restart, and deletes it', async () => {
    const { status, body: made } = await owner.call('POST', '/groups', { name: 'Sales' });
    expect(status).toBe(201);
    const group = groupSchema.parse(made);
    expect(group).toMatchObject({ name: 'Sales', members: [], sites: [], rule: 'leastBusy' });
    const { body: me } = await ada.call('GET', '/session');
    const { body: sites } = await owner.call('GET', '/sites');
    const { id, ...rest } = group;
    const input = { ...rest, name: 'Sales team', members: [me.id], sites: [sites[0].id] };
    const { body: changed } = await owner.call('PUT', `/groups/${id}`, input);
    expect(changed).toEqual({ id, ...input });
    await relay.restart();
    expect((await ada.call('GET', '/groups')).body).toEqual([changed]);
    expect((await owner.call('DELETE', `/groups/${id}`)).status).toBe(204);
    expect((await owner.call('DELETE', `/groups/${id}`)).status).toBe(404);
    expect((await owner.call('GET', '/groups')).body).toEqual([]);
  });

  it('names what is wrong with a group', async () => {
    const refusal = async (input: object) =>
      (await owner.call('POST', '/groups', { name: 'Support', ...input })).body.error;
    expect(await refusal({ members: [NOBODY] })).toMatchObject({ field: 'members' });
    expect(await refusal({ sites: [NOBODY] })).toMatchObject({ field: 'sites' });
    expect(await refusal({ acceptSeconds: 1 })).toMatchObject({ field: 'acceptSeconds' });
    expect(await refusal({ members: [NOBODY, NOBODY] })).toMatchObject({ field: 'members' });
    await owner.call('POST', '/groups', { name: 'Support' });
    expect(await refusal({})).toMatchObject({ code: 'name_taken', field: 'name' });
  });

  it('lets operators read groups and managers alone change them', async () => {
    expect((await ada.call('GET', '/groups')).status).toBe(200);
    for (const [method, path] of [
      ['POST', '/groups'],
      ['PUT', `/groups/${NOBODY}`],
      ['DELETE', `/groups/${NOBODY}`],
    ] as const) {
      const { status } = await ada.call(
        method,
        path,
        method === 'DELETE' ? undefined : { name: 'A' },
      );
      expect(status).toBe(403);
    }
  });

  it('tells operators live who is in which group', async () => {
    const operator = await operatorArrives(relay.url, ada);
    const { body: made } = await owner.call('POST', '/groups', { name: 'Night' });
    const isNight = ({ name }: { name: string }) => name === 'Night';
    await operator.line.hear('groups', ({ groups }) => groups.some(isNight));
    await owner.call('PUT', `/groups/${made.id}`, { name: 'Night', members: [operator.id] });
    const { groups } = await operator.line.hear('groups', (frame) =>
      frame.groups.some(({ members }) => members.includes(operator.id)),
    );
    // Another node may hear of it a moment later.
    const welcome = async () => (await operatorArrives(relay.url, ada)).welcome;
    await expect.poll(welcome).toMatchObject({ groups });
  });
});
