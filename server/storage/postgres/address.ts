import { readFileSync } from 'node:fs';
import type { ClientConfig } from 'pg';

/** `require` checks the certificate here as `verify-full` does: encryption to whoever answers protects from nobody. */
const TLS_MODES: Readonly<Record<string, boolean>> = {
  disable: false,
  require: true,
  'verify-full': true,
};

/** The part of an address that an error may show: no user, no password, no parameters. */
export interface Place {
  readonly host: string;
  readonly port: string;
  readonly database: string;
}

/** Where an address was given: a setting, or an option of a command. Errors name it. */
export type AddressSource = 'DATABASE_URL' | '--to';

/** Reads an address. Throws an error of one line, which shows no password. */
export function readAddress(
  url: string,
  source: AddressSource = 'DATABASE_URL',
): { config: ClientConfig; place: Place } {
  const address = parse(url, source);
  const ssl = readTls(address.searchParams, source);
  for (const name of ['sslmode', 'sslrootcert']) address.searchParams.delete(name);
  return { config: { connectionString: address.href, ssl }, place: placeOf(address) };
}

/** The place in words: `database "chat" at db.example.org:5432`. */
export function nameOf({ host, port, database }: Place): string {
  return `database "${database}" at ${host}:${port}`;
}

function parse(url: string, source: AddressSource): URL {
  if (!/^postgres(ql)?:\/\//.test(url) || !URL.canParse(url)) {
    throw new Error(
      `${source} is not an address; it looks like postgres://user:password@host:5432/database, with special characters of the password percent-encoded.`,
    );
  }
  const address = new URL(url);
  if (address.pathname.length < 2) {
    throw new Error(`${source} names no database: put its name at the end, as in …/counterbell.`);
  }
  return address;
}

function placeOf({ hostname, port, pathname, searchParams }: URL): Place {
  return {
    host: hostname || (searchParams.get('host') ?? 'localhost'),
    port: port || '5432',
    database: decodeURIComponent(pathname.slice(1)),
  };
}

function readTls(parameters: URLSearchParams, source: AddressSource): ClientConfig['ssl'] {
  const mode = parameters.get('sslmode') ?? 'disable';
  const wanted = TLS_MODES[mode];
  if (wanted === undefined) {
    throw new Error(
      `${source} has sslmode=${mode}; allowed: ${Object.keys(TLS_MODES).join(', ')}.`,
    );
  }
  if (!wanted) return false;
  const file = parameters.get('sslrootcert');
  return file ? { ca: readCertificate(file, source) } : {};
}

function readCertificate(file: string, source: AddressSource): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    throw new Error(
      `${source} has sslrootcert=${file}, which cannot be read: ${cause instanceof Error ? cause.message : String(cause)}`,
      { cause },
    );
  }
}
