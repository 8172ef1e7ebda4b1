import { type LogLevel, SETTINGS, type SettingName } from './settings.schema.ts';

/** Everything that can be set about a relay, checked. */
export interface Settings {
  readonly host: string;
  /** 0: any free port. */
  readonly port: number;
  readonly dataDir: string;
  /** Empty: the embedded database in `dataDir`. */
  readonly databaseUrl: string;
  readonly databaseConnections: number;
  /** Empty: this relay is alone. */
  readonly redisUrl: string;
  /** Without a slash at the end; null: made of `localhost` and the port. */
  readonly publicUrl: string | null;
  /** Number of proxies in front, their addresses, or false. */
  readonly trustProxy: false | number | string[];
  readonly logLevel: LogLevel;
  /** In megabytes; null: no limit of ours. */
  readonly maxDatabaseMb: number | null;
  /** Most bytes of one file that is sent in a chat. */
  readonly fileMaxBytes: number;
  readonly framesPerSecond: number;
  readonly hellosPerSecond: number;
  readonly hellosPerSecondAndAddress: number;
  readonly newVisitorsPerHourAndAddress: number;
  /** Module paths or package names. */
  readonly addons: readonly string[];
  /** Addresses or ranges. */
  readonly outgoingAllow: readonly string[];
}

/** A setting is wrong; the message is one line that names the variable, its value and what is allowed. */
export class SettingsError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'SettingsError';
  }
}

type Environment = Readonly<Record<string, string | undefined>>;

/** The environment of this process: the one place where it is read. */
export function environment(): Environment {
  return process.env;
}

/** Reads every setting from environment variables. Throws a SettingsError at the first one that is wrong. */
export function readSettings(from: Environment = environment()): Settings {
  refuseUnknown(from);
  const databaseUrl = read('DATABASE_URL', from);
  const redisUrl = read('REDIS_URL', from);
  if (redisUrl && !databaseUrl) {
    throw new SettingsError(
      'REDIS_URL is set and DATABASE_URL is empty: several relays need a Postgres database; set DATABASE_URL, or leave REDIS_URL empty.',
    );
  }
  return {
    host: read('HOST', from),
    port: read('PORT', from),
    dataDir: read('DATA_DIR', from),
    databaseUrl,
    databaseConnections: read('DATABASE_CONNECTIONS', from),
    redisUrl,
    publicUrl: read('PUBLIC_URL', from),
    trustProxy: read('TRUST_PROXY', from),
    logLevel: read('LOG_LEVEL', from),
    maxDatabaseMb: read('MAX_DATABASE_MB', from),
    fileMaxBytes: read('FILE_MAX_MB', from) * 1_048_576,
    framesPerSecond: read('FRAMES_PER_SECOND', from),
    hellosPerSecond: read('HELLOS_PER_SECOND', from),
    hellosPerSecondAndAddress: read('HELLOS_PER_SECOND_AND_ADDRESS', from),
    newVisitorsPerHourAndAddress: read('NEW_VISITORS_PER_HOUR_AND_ADDRESS', from),
    addons: read('ADDONS', from),
    outgoingAllow: read('OUTGOING_ALLOW', from),
  };
}

/** Our settings carry no prefix: whoever sets one with it means something that would silently do nothing. */
function refuseUnknown(from: Environment): void {
  const unknown = Object.keys(from).find((name) => name.startsWith('COUNTERBELL_'));
  if (!unknown) return;
  const known = Object.keys(SETTINGS).join(', ');
  throw new SettingsError(`${unknown} is not a setting; there are ${known}.`);
}

type Value<Name extends SettingName> = ReturnType<(typeof SETTINGS)[Name]['schema']['parse']>;

function read<Name extends SettingName>(name: Name, from: Environment): Value<Name> {
  const { schema, fallback, allowed } = SETTINGS[name];
  const given = from[name];
  const result = schema.safeParse(given || fallback);
  // The schema of `name` gave this value; the compiler does not follow a union of schemas to one of them.
  if (result.success) return result.data as Value<Name>;
  throw new SettingsError(`${name} is ${JSON.stringify(hidden(given))}; allowed: ${allowed}.`);
}

/** Addresses of databases may carry a password, which no log shall keep. */
function hidden(value = ''): string {
  return value.replace(/:\/\/[^@/]*@/, '://***@');
}
