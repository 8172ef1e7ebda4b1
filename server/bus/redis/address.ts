/** One server's place. */
export interface Place {
  readonly host: string;
  readonly port: number;
}

/** Where the servers are, and how to sign in there. */
export type RedisAddress = {
  readonly user: string | undefined;
  readonly password: string | undefined;
} & (
  | { readonly kind: 'single'; readonly at: Place; readonly db: number; readonly isSecure: boolean }
  | {
      readonly kind: 'sentinel';
      readonly sentinels: readonly Place[];
      readonly master: string;
      readonly db: number;
    }
  | { readonly kind: 'cluster'; readonly nodes: readonly Place[] }
);

const FORMS =
  'redis://[user][:password@]host[:port][/db], rediss://…, redis+sentinel://[:password@]host:26379,host:26379/MASTER[/db] or redis+cluster://[:password@]host:6379,host:6379';

/** By hand, because `URL` knows one host only. The last `@` ends the sign-in, so that a password may hold one. */
const ADDRESS =
  /^(redis|rediss|redis\+sentinel|redis\+cluster):\/\/(?:(.*)@)?([^/?#@]+)(?:\/([^?#]*))?$/;
const PLACE = /^(?:\[([0-9a-f:.]+)\]|([\w.-]+))(?::(\d{1,5}))?$/i;
const SENTINEL_PORT = 26_379;
const REDIS_PORT = 6_379;

/** Reads an address. Throws one sentence that holds no part of it, because any part may be the password. */
export function readAddress(url: string): RedisAddress {
  const [, scheme, signIn = '', hosts = '', path = ''] = ADDRESS.exec(url) ?? [];
  const access = readSignIn(signIn);
  switch (scheme) {
    case 'redis':
    case 'rediss': {
      const [at] = readPlaces(hosts, REDIS_PORT, 1);
      if (at === undefined) break;
      return { ...access, kind: 'single', at, db: readDb(path), isSecure: scheme === 'rediss' };
    }
    case 'redis+sentinel': {
      const [master = '', db = '', ...rest] = path.split('/');
      if (master === '') fail('the name of the master is missing');
      if (rest.length > 0) fail('too much stands after the database');
      const sentinels = readPlaces(hosts, SENTINEL_PORT);
      return { ...access, kind: 'sentinel', sentinels, master: decoded(master), db: readDb(db) };
    }
    case 'redis+cluster':
      if (path !== '') fail('a cluster has no databases to choose from');
      return { ...access, kind: 'cluster', nodes: readPlaces(hosts, REDIS_PORT) };
  }
  return fail('this is not an address');
}

/** Names the servers for people, without what opens them. */
export function nameOf(address: RedisAddress): string {
  switch (address.kind) {
    case 'single':
      return placeName(address.at);
    case 'sentinel':
      return `${address.sentinels.map(placeName).join(', ')} (sentinel)`;
    case 'cluster':
      return `${address.nodes.map(placeName).join(', ')} (cluster)`;
  }
}

function placeName({ host, port }: Place): string {
  return host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`;
}

function readSignIn(signIn: string): Pick<RedisAddress, 'user' | 'password'> {
  const colon = signIn.indexOf(':');
  const user = colon === -1 ? signIn : signIn.slice(0, colon);
  const password = colon === -1 ? '' : signIn.slice(colon + 1);
  if (user !== '' && password === '') fail('there is a user and no password');
  return { user: decoded(user) || undefined, password: decoded(password) || undefined };
}

function readPlaces(hosts: string, fallbackPort: number, most = Number.POSITIVE_INFINITY): Place[] {
  const places = hosts.split(',').map((text) => {
    const [, six, name, port = String(fallbackPort)] = PLACE.exec(text) ?? [];
    const host = six ?? name;
    if (host === undefined || Number(port) < 1 || Number(port) > 65_535) {
      return fail('a host or its port is none');
    }
    return { host, port: Number(port) };
  });
  if (places.length > most) fail('several hosts need redis+sentinel:// or redis+cluster://');
  return places;
}

function readDb(text: string): number {
  return /^\d{0,5}$/.test(text) ? Number(text) : fail('the database is not a number');
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return fail('a % stands alone; write it as %25');
  }
}

function fail(what: string): never {
  throw new Error(`REDIS_URL cannot be read, ${what}; write it as ${FORMS}.`);
}
