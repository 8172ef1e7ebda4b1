import { isIP } from 'node:net';
import { z } from 'zod';
import { LIMITS } from '../../protocol/index.ts';

/** A number from `least` to `most`, written in digits. */
function wholeNumber(least: number, most: number) {
  return z
    .string()
    .regex(/^\d{1,9}$/)
    .transform(Number)
    .refine((number) => number >= least && number <= most);
}

const list = z
  .string()
  .transform((value) => value.split(',').map((entry) => entry.trim()))
  .transform((entries) => entries.filter((entry) => entry !== ''));

/** An address, or a range of them such as `10.0.0.0/8`. */
function isAddressRange(entry: string): boolean {
  const [address = '', bits, ...rest] = entry.split('/');
  const version = isIP(address);
  if (version === 0 || rest.length > 0) return false;
  return (
    bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (version === 4 ? 32 : 128))
  );
}

const addressRanges = list.refine((entries) => entries.every(isAddressRange));

const publicUrl = z
  .string()
  .refine((value) => URL.canParse(value))
  .transform((value) => new URL(value))
  .refine(({ protocol }) => protocol === 'http:' || protocol === 'https:')
  .refine((url) => url.pathname === '/' && !url.search && !url.hash && !url.username)
  .transform((url) => url.origin);

/** An address of one of these schemes; its details are for whoever connects. */
function addressOf(...schemes: string[]) {
  return z
    .string()
    .refine((value) => value === '' || schemes.some((scheme) => value.startsWith(`${scheme}//`)));
}

/** One setting: what is allowed, in words for the error and the docs, and what it does. */
interface Setting<Schema extends z.ZodType> {
  readonly schema: Schema;
  /** Taken where the variable is missing or empty. */
  readonly fallback: string;
  readonly allowed: string;
  readonly description: string;
}

function setting<Schema extends z.ZodType>(options: Setting<Schema>): Setting<Schema> {
  return options;
}

/** Every setting by the name of its environment variable: the source of `readSettings` and of docs/reference/settings.md. */
export const SETTINGS = {
  HOST: setting({
    schema: z.string().refine((host) => isIP(host) > 0 || /^[a-z0-9.-]+$/i.test(host)),
    fallback: '127.0.0.1',
    allowed: 'an address or host name of this machine, such as 127.0.0.1 or 0.0.0.0',
    description:
      'Address to listen on. The default answers this machine alone; set `0.0.0.0` in a container.',
  }),
  PORT: setting({
    schema: wholeNumber(0, 65_535),
    fallback: '8080',
    allowed: 'a number from 0 to 65535',
    description: 'Port to listen on. 0 takes any free one.',
  }),
  DATA_DIR: setting({
    schema: z.string(),
    fallback: './data',
    allowed: 'a folder',
    description:
      'Folder of the embedded database and, in `files`, of the files that were sent in chats. Made where it is missing.',
  }),
  DATABASE_URL: setting({
    schema: addressOf('postgres:', 'postgresql:'),
    fallback: '',
    allowed: 'an address such as postgres://user:password@host:5432/database',
    description:
      'Postgres database to keep everything in, for several relays side by side. Empty: the embedded database in `DATA_DIR`.',
  }),
  DATABASE_CONNECTIONS: setting({
    schema: wholeNumber(3, 500),
    fallback: '10',
    allowed: 'a number from 3 to 500',
    description: 'Most connections of one relay to Postgres.',
  }),
  REDIS_URL: setting({
    schema: addressOf('redis:', 'rediss:', 'redis+sentinel:', 'redis+cluster:'),
    fallback: '',
    allowed:
      'an address such as redis://:password@host:6379, rediss://host:6379, redis+sentinel://host:26379,host:26379/master or redis+cluster://host:6379,host:6379',
    description:
      'Server that speaks Redis’s protocol (Redis 7, Valkey) and joins several relays on one Postgres database. Empty: one relay alone.',
  }),
  PUBLIC_URL: setting({
    schema: z.union([z.literal('').transform(() => null), publicUrl]),
    fallback: '',
    allowed: 'an address such as https://chat.example.org, without a path',
    description:
      'Address at which browsers reach the relay; it stands in snippets and links. Default: `http://localhost:PORT`.',
  }),
  TRUST_PROXY: setting({
    schema: z.union([
      z.literal('').transform(() => false as const),
      wholeNumber(1, 20),
      addressRanges.refine((entries) => entries.length > 0),
    ]),
    fallback: '',
    allowed: 'a number of proxies from 1 to 20, or their addresses such as 10.0.0.0/8,127.0.0.1',
    description:
      'Whose `X-Forwarded-*` headers to believe: how many proxies stand in front, or their addresses. Empty: nobody’s.',
  }),
  LOG_LEVEL: setting({
    schema: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']),
    fallback: 'info',
    allowed: 'one of fatal, error, warn, info, debug, trace, silent',
    description: 'How much is logged, as JSON lines on standard error.',
  }),
  MAX_DATABASE_MB: setting({
    schema: z.union([z.literal('').transform(() => null), wholeNumber(1, 16_000_000)]),
    fallback: '',
    allowed: 'a number of megabytes from 1 to 16000000',
    description:
      'Most the embedded database may grow to, in megabytes. Empty: what the disk holds.',
  }),
  FILE_MAX_MB: setting({
    schema: wholeNumber(1, 1_000),
    fallback: '10',
    allowed: 'a number of megabytes from 1 to 1000',
    description:
      'Most megabytes of one file that is sent in a chat. A proxy in front must let as many pass.',
  }),
  FRAMES_PER_SECOND: setting({
    schema: wholeNumber(LIMITS.framesPerSecond, 1_000_000),
    fallback: String(LIMITS.framesPerSecond),
    allowed: `a number from ${LIMITS.framesPerSecond} to 1000000`,
    description:
      'Frames, such as messages, that one WebSocket may send in a second; at once as many, and 40 in any case. Raise it for programs that write for many people over one line.',
  }),
  HELLOS_PER_SECOND: setting({
    schema: wholeNumber(1, 1_000_000),
    fallback: '500',
    allowed: 'a number from 1 to 1000000',
    description:
      'Clients that may begin a line in a second, twice as many at once. Others are told to come back a little later.',
  }),
  HELLOS_PER_SECOND_AND_ADDRESS: setting({
    schema: wholeNumber(1, 1_000_000),
    fallback: '20',
    allowed: 'a number from 1 to 1000000',
    description:
      'The same for one address (IPv6: one /64), ten times as many at once. Addresses that are not public count only with `TRUST_PROXY`.',
  }),
  NEW_VISITORS_PER_HOUR_AND_ADDRESS: setting({
    schema: wholeNumber(1, 1_000_000),
    fallback: '600',
    allowed: 'a number from 1 to 1000000',
    description:
      'New visitors of one address, at once or in the course of an hour; each is stored. Raise it where very many share an address.',
  }),
  ADDONS: setting({
    schema: list,
    fallback: '',
    allowed: 'module paths or package names, separated by commas',
    description:
      'Add-ons to load besides the bundled ones: paths or package names, comma-separated.',
  }),
  OUTGOING_ALLOW: setting({
    schema: addressRanges,
    fallback: '',
    allowed: 'addresses or ranges such as 10.1.0.0/16,192.168.1.5, separated by commas',
    description:
      'Addresses that webhooks and other outgoing requests may reach although they are not public.',
  }),
} as const;

export type SettingName = keyof typeof SETTINGS;
export type LogLevel = z.output<typeof SETTINGS.LOG_LEVEL.schema>;
