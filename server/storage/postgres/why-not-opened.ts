import { DatabaseError } from 'pg';
import { StorageError } from '../port.ts';
import { type AddressSource, nameOf, type Place } from './address.ts';

/** What a server says, by SQLSTATE, in words that say what to do. */
const BY_STATE: Readonly<Record<string, string>> = {
  '28P01': 'it refuses the password; correct DATABASE_URL',
  '28000': 'it does not let this user in; correct DATABASE_URL, or its pg_hba.conf',
  '3D000': 'there is no such database; make it with createdb, or correct DATABASE_URL',
  '42P01':
    'tables are missing; it is not a database of Counterbell, or an older version of it made them',
  '42501': 'this user may not do that; make it the owner of the database',
  '53300': 'it has no connection left; lower DATABASE_CONNECTIONS, or raise its max_connections',
  '55P03': 'another process holds its tables; try again when that is done',
  '57P03': 'it is starting or stopping; try again',
};

/** What the network says, by the code of Node's error. */
const BY_CODE: Readonly<Record<string, string>> = {
  ENOTFOUND: 'the name of its host is not known; correct DATABASE_URL',
  EAI_AGAIN: 'the name of its host cannot be looked up now; look at the network',
  ECONNREFUSED: 'nothing answers there; start Postgres, or correct DATABASE_URL',
  EHOSTUNREACH: 'its host cannot be reached; look at the network',
  ETIMEDOUT: 'its host does not answer; look at the network and its firewall',
  ECONNRESET: 'it ended the connection; is that Postgres?',
};

const TLS_CODES = /CERT|SIGNATURE|ISSUER|SELF_SIGNED|ERR_TLS/;

/** The error of one line for a database that could not be opened. It shows no password. */
export function whyNotOpened(
  error: unknown,
  place: Place,
  source: AddressSource = 'DATABASE_URL',
): Error {
  const cause = error instanceof StorageError ? error.cause : error;
  const reason = reasonOf(cause).replaceAll('DATABASE_URL', source);
  const message = `The ${nameOf(place)} (${source}) cannot be used: ${reason}`;
  return new Error(message.endsWith('.') ? message : `${message}.`, { cause: error });
}

/** Whether the server, or the way to it, is the trouble. */
export function isOfServer(error: unknown): boolean {
  return error instanceof StorageError || error instanceof DatabaseError;
}

function reasonOf(cause: unknown): string {
  if (!(cause instanceof Error)) return String(cause);
  const code = codeOf(cause);
  if (cause instanceof DatabaseError) return BY_STATE[code] ?? `${cause.message} (${code})`;
  if (TLS_CODES.test(code)) {
    return `its certificate cannot be trusted: ${cause.message}; name its authority's file by sslrootcert`;
  }
  if (/does not support SSL/.test(cause.message)) {
    return 'it does not speak TLS; leave sslmode out of DATABASE_URL, or switch TLS on';
  }
  if (/timeout|terminated/.test(cause.message)) {
    return 'nothing that speaks like Postgres answers there; look at the address and the network';
  }
  return BY_CODE[code] ?? oneLine(cause.message);
}

/** Node joins what it tried on several addresses of one host. */
function codeOf(error: Error): string {
  const [first] = error instanceof AggregateError ? error.errors : [error];
  return first instanceof Error && 'code' in first ? String(first.code) : '';
}

function oneLine(message: string): string {
  return message.split('\n')[0] ?? '';
}
