import { nameOf, type RedisAddress } from './address.ts';

/** A server that answered and cannot serve: what is wrong with it, and what to do. */
export class UnfitServer extends Error {
  override readonly name = 'UnfitServer';
}

/** What a server's, socket's or library's words mean. The first that fits counts; `at` names the servers. */
const MEANINGS: readonly (readonly [RegExp, (at: string, found: string) => string])[] = [
  [/ENOTFOUND|EAI_AGAIN/, (at) => `the host of ${at} is unknown; correct its name`],
  [/ECONNREFUSED/, (at) => `nothing listens at ${at}; start the server or correct the address`],
  [/NOAUTH/, (at) => `${at} wants a password; write it as redis://:password@host`],
  [/WRONGPASS|invalid password/, (at) => `${at} refuses the user or password; correct them`],
  [
    /without any password configured|no password is set/,
    (at) => `${at} knows no password; leave it out`,
  ],
  [
    /NOPERM/,
    (at) =>
      `the user may not do at ${at} what the bus needs; allow it with ACL SETUSER: +@all -@dangerous +info, the keys ~counterbell:* and the channels &counterbell:*`,
  ],
  [
    /(SELF_SIGNED\w*|DEPTH_ZERO\w*|UNABLE_TO_\w+|CERT_\w+|ERR_TLS_CERT_\w+)/,
    (at, found) =>
      `the certificate of ${at} is not trusted (${found}); give it one that is, or name its authority’s in NODE_EXTRA_CA_CERTS`,
  ],
  [/ERR_SSL_|EPROTO/, (at) => `${at} does not speak TLS; write redis:// instead of rediss://`],
  [
    /Unknown RESP type|Protocol error/i,
    (at) => `what listens at ${at} does not speak Redis’s protocol; correct the address`,
  ],
  [/DB index is out of range/, (at) => `${at} has no database of this number; choose a lower one`],
  [
    /invalid reply: null|No such master/,
    (at) => `${at} knows no master of this name; see SENTINEL MASTERS for the names it knows`,
  ],
  [
    /cluster support disabled/,
    (at) => `${at} is no cluster; write redis:// instead of redis+cluster://`,
  ],
  [/READONLY/, (at) => `${at} is a replica; give the address of its master`],
  [/CLUSTERDOWN|Ready check failed/, (at) => `${at} is not complete; see CLUSTER INFO there`],
  [
    /unknown command '?sentinel/i,
    (at) => `${at} is no sentinel; write redis://host:6379, or correct the address`,
  ],
  [/unknown command/i, (at) => `${at} is too old; Counterbell needs Redis 7.0 or Valkey`],
  [/LOADING/, (at) => `${at} is still loading its data; start again in a while`],
  [
    /ECONNRESET|EPIPE|Connection is closed|socket hang up/,
    (at) =>
      `${at} ends every connection; a server with TLS needs rediss://, others need to be looked at`,
  ],
  [
    /ETIMEDOUT|TimeoutError|timeout|timed out/i,
    (at) =>
      `${at} does not answer; see that it runs, that no firewall stands between, and that rediss:// is written only where it speaks TLS`,
  ],
];

/**
 * One sentence on why the bus cannot be had, with what to do. Holds nothing of the address but hosts and ports. The error
 * itself is left out on purpose: the library's errors carry the command that failed, and its password.
 */
export function explainFailure(error: unknown, address: RedisAddress): string {
  const at = nameOf(address);
  if (error instanceof UnfitServer) return `REDIS_URL: ${at} ${error.message}.`;
  const words = wordsOf(error);
  for (const [pattern, meaning] of MEANINGS) {
    const found = pattern.exec(words);
    if (found) return `REDIS_URL: ${meaning(at, found[0])}.`;
  }
  return `REDIS_URL: ${at} cannot be used (${words.slice(0, 200)}); see the server’s own log.`;
}

/** Name, code and message of an error and of what is behind it, in one line. */
function wordsOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown trouble';
  const code = 'code' in error ? String(error.code) : '';
  const behind = 'lastNodeError' in error ? wordsOf(error.lastNodeError) : '';
  return [error.name, code, error.message, behind].filter(Boolean).join(' ').replace(/\s+/g, ' ');
}
