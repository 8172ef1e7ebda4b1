import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ViewInput } from '../../../protocol/index.ts';
import { LIMITS } from '../../../protocol/index.ts';
import { becomeOwner, type ConsoleApi, invite } from '../../helpers/console-api.ts';
import { startTestRelay, type TestRelay } from '../../helpers/start-relay.ts';

const VIEW: ViewInput = {
  name: 'Waiting long',
  isShared: false,
  list: 'queue',
  filter: { operator: 'none', isUnread: true },
  order: 'waiting',
};

describe('views', () => {
  let relay: TestRelay;
  let owner: ConsoleApi;
  let operator: ConsoleApi;

  beforeAll(async () => {
    relay = await startTestRelay();
    owner = await becomeOwner(relay);
    operator = await invite(relay.url, owner, 'operator');
  });
  afterAll(() => relay.stop());

  const namesFor = async (who: ConsoleApi) =>
    (await who.call('GET', '/views')).body.map(({ name }: ViewInput) => name);

  it('are their maker’s own, and everybody’s where a manager shares them', async () => {
    const { status, body: own } = await operator.call('POST', '/views', VIEW);
    expect(status).toBe(201);
    expect(own).toMatchObject(VIEW);
    expect(await namesFor(owner)).toEqual([]);
    const shared = { ...VIEW, name: 'For all', isShared: true };
    const { body: made } = await owner.call('POST', '/views', shared);
    expect(await namesFor(operator)).toEqual(['Waiting long', 'For all']);

    for (const [method, path] of [
      ['POST', '/views'],
      ['PUT', `/views/${made.id}`],
      ['PUT', `/views/${own.id}`],
      ['DELETE', `/views/${made.id}`],
    ] as const) {
      const body = method === 'DELETE' ? undefined : shared;
      expect((await operator.call(method, path, body)).body.error.code).toBe('not_allowed');
    }
    expect((await owner.call('PUT', `/views/${own.id}`, VIEW)).status).toBe(404);
    expect((await owner.call('DELETE', `/views/${made.id}`)).status).toBe(204);
    const renamed = { ...VIEW, name: 'Mine' };
    expect((await operator.call('PUT', `/views/${own.id}`, renamed)).body).toMatchObject(renamed);
    expect(await namesFor(operator)).toEqual(['Mine']);
  });

  it('are at most fifty of one’s own, and the refusal says so', async () => {
    const viewer = await invite(relay.url, owner, 'viewer');
    for (let nth = 0; nth < LIMITS.views; nth += 1) {
      expect((await viewer.call('POST', '/views', VIEW)).status).toBe(201);
    }
    const { status, body } = await viewer.call('POST', '/views', VIEW);
    expect(status).toBe(409);
    expect(body.error.message).toContain('at most 50 views of your own');
  });

  it.each([
    ['name', { ...VIEW, name: '' }],
    ['name', { ...VIEW, name: 'x'.repeat(51) }],
    ['list', { ...VIEW, list: 'all' }],
    ['filter.site', { ...VIEW, filter: { site: 'shop' } }],
    ['order', { ...VIEW, order: 'worst' }],
  ])('are refused where %s is wrong', async (field, input) => {
    const { status, body } = await operator.call('POST', '/views', input);
    expect(status).toBe(400);
    expect(body.error).toMatchObject({ code: 'invalid', field });
  });
});
