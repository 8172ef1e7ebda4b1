import {
  DEFAULT_SITE_SETTINGS,
  type Group,
  type GroupInput,
  type OpeningHours,
  type OperatorId,
  type Site,
} from '../../protocol/index.ts';
import type { ConsoleApi } from '../helpers/console-api.ts';
import { hireDesks } from '../races/hire-desks.ts';
import type { House } from './day-entries.ts';

/** Somebody who works here. */
export interface Colleague {
  readonly id: OperatorId;
  readonly cookie: string;
  readonly limit: number;
  /** Whether they have hours of work. */
  readonly hasHours: boolean;
}

/** A relay as its owner has set it up. */
export interface OpenedHouse extends House {
  readonly owner: ConsoleApi;
  readonly colleagues: readonly Colleague[];
  /** One that two groups serve, one that one does, one that everybody does. */
  readonly sites: readonly [Site, ...Site[]];
}

export interface HouseOptions {
  readonly operators: number;
  readonly acceptSeconds: number;
  readonly keepMinutes: number;
  readonly closeAfterMinutes: number;
}

/** Hires everybody, and makes sites and groups. */
export async function openHouse(
  relay: { readonly url: string; readonly ownerLink: string },
  options: HouseOptions,
): Promise<OpenedHouse> {
  const hired = await hireDesks(relay, options.operators);
  const [owner] = hired;
  if (!owner) throw new Error('a day needs somebody who works');
  const listed = await ask<{ id: OperatorId }[]>(owner, 'GET', '/operators');
  const colleagues = hired.map(({ cookie }, nth): Colleague => {
    const id = listed[nth]?.id;
    if (!id) throw new Error(`operator ${nth} was not hired`);
    return { id, cookie, limit: 3 + (nth % 4), hasHours: nth % 3 === 0 };
  });
  for (const { id, limit } of colleagues) await setHours(owner, id, limit, null);
  const sites = await makeSites(owner, options.closeAfterMinutes);
  const groups = await makeGroups(owner, colleagues, sites, options);
  const limits = new Map(colleagues.map(({ id, limit }) => [id, limit]));
  return { owner, colleagues, sites, groups, limits };
}

/** Sets somebody's hours of work, which count at once. */
export async function setHours(
  owner: ConsoleApi,
  id: OperatorId,
  chatLimit: number,
  schedule: OpeningHours | null,
): Promise<void> {
  await ask(owner, 'PUT', `/operators/${id}`, { chatLimit, schedule });
}

async function makeSites(owner: ConsoleApi, closeAfterMinutes: number): Promise<[Site, ...Site[]]> {
  const hours = { ...DEFAULT_SITE_SETTINGS.hours, closeAfterMinutes };
  const settings = { ...DEFAULT_SITE_SETTINGS, hours };
  const make = (name: string) =>
    ask<Site>(owner, 'POST', '/sites', { name, domains: ['localhost'], settings });
  return [await make('Teapots'), await make('Lamps'), await make('Chairs')];
}

/** Two that share some people and sites; the third one gets only what is transferred to it. */
async function makeGroups(
  owner: ConsoleApi,
  colleagues: readonly Colleague[],
  sites: readonly Site[],
  { acceptSeconds, keepMinutes }: HouseOptions,
): Promise<Group[]> {
  const times = { acceptSeconds, keepMinutes, missLimit: 3 };
  const [teapots, lamps] = sites.map(({ id }) => id);
  if (!teapots || !lamps) throw new Error('there are too few sites');
  const membersOf = (isIn: (nth: number) => boolean) =>
    colleagues.filter((_, nth) => isIn(nth)).map(({ id }) => id);
  const inputs: GroupInput[] = [
    {
      name: 'Sales',
      rule: 'leastBusy',
      priority: 'high',
      sites: [teapots],
      members: membersOf((nth) => nth % 2 === 0),
      ...times,
    },
    {
      name: 'Support',
      rule: 'roundRobin',
      priority: 'normal',
      sites: [teapots, lamps],
      members: membersOf((nth) => nth % 3 !== 0),
      ...times,
    },
    {
      name: 'Experts',
      rule: 'leastBusy',
      priority: 'low',
      sites: [],
      members: membersOf((nth) => nth >= colleagues.length - 3),
      ...times,
    },
  ];
  const groups: Group[] = [];
  for (const input of inputs) groups.push(await ask<Group>(owner, 'POST', '/groups', input));
  return groups;
}

async function ask<Answer>(
  owner: ConsoleApi,
  method: string,
  path: string,
  body?: unknown,
): Promise<Answer> {
  const answer = await owner.call(method, path, body);
  if (answer.status >= 300) throw new Error(`${method} ${path}: ${answer.body.error.message}`);
  // What the relay's own schema lets out.
  return answer.body as Answer;
}
