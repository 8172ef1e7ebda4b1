import { promises as dns, type LookupAddress } from 'node:dns';
import { isIP } from 'node:net';
import type { Agent } from 'undici';
import { isInRanges, isPublicAddress } from './is-public-address.ts';

const TIMEOUT_MS = 10_000;
/** Nothing here reads long answers; what is beyond this is not read at all. */
const MAX_ANSWER_BYTES = 65_536;

/** A request that may not be made; its message says why and what the owner can do. */
export class OutgoingRefused extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'OutgoingRefused';
  }
}

export interface OutgoingRequest {
  /** http or https, without a user name or password. */
  readonly url: string;
  readonly method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Default and most: 10,000. */
  readonly timeoutMs?: number;
  readonly signal?: AbortSignal;
}

export interface OutgoingAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  /** At most 64 KiB of it. */
  readonly text: string;
}

/** The one way out: every request that an owner's or a stranger's address leads to goes through it. */
export interface Outgoing {
  /** Follows no redirect. Rejects with OutgoingRefused where the address is not allowed, else as the network does. */
  request(request: OutgoingRequest): Promise<OutgoingAnswer>;
}

export interface OutgoingOptions {
  /** Addresses or CIDR ranges that may be reached although they are not public. */
  readonly allow: readonly string[];
  readonly userAgent: string;
}

export function createOutgoing({ allow, userAgent }: OutgoingOptions): Outgoing {
  const isAllowed = (address: string) => isPublicAddress(address) || isInRanges(address, allow);

  return {
    async request({ url, method = 'GET', headers = {}, body, timeoutMs = TIMEOUT_MS, signal }) {
      const timeout = AbortSignal.timeout(Math.min(timeoutMs, TIMEOUT_MS));
      const limit = signal ? AbortSignal.any([signal, timeout]) : timeout;
      const address = await unlessAborted(limit, resolve(readUrl(url), isAllowed));
      // Loaded by the first who asks: it makes every start longer.
      const { Agent, request } = await import('undici');
      const agent = new Agent(pinnedTo(address));
      try {
        const answer = await request(url, {
          method,
          headers: { 'user-agent': userAgent, ...headers },
          body: body ?? null,
          dispatcher: agent,
          signal: limit,
        });
        const text = await readSome(answer.body);
        return { status: answer.statusCode, headers: answer.headers, text };
      } finally {
        await agent.destroy();
      }
    },
  };
}

function readUrl(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || (url.protocol !== 'http:' && url.protocol !== 'https:')) {
    throw new OutgoingRefused('The address must begin with http:// or https://.');
  }
  if (url.username || url.password) {
    throw new OutgoingRefused('The address must not hold a user name or password.');
  }
  return url;
}

/** Every address of the name must be allowed; the first one is used, and no other look-up can change it afterwards. */
async function resolve(
  { hostname }: URL,
  isAllowed: (address: string) => boolean,
): Promise<LookupAddress> {
  // The URL parser has already turned 2130706433, 0x7f.1 and the like into 127.0.0.1; a look-up is not asked for literals.
  const host = hostname.replace(/^\[|\]$/g, '');
  const family = isIP(host);
  const found = family ? [{ address: host, family }] : await dns.lookup(host, { all: true });
  const [first] = found;
  if (!first || !found.every(({ address }) => isAllowed(address))) {
    throw new OutgoingRefused(
      `${hostname} is not a public address; if it is meant, add it to OUTGOING_ALLOW.`,
    );
  }
  return first;
}

/** A look-up of a name cannot be ended; what comes of it after the time is up is dropped. */
function unlessAborted<Value>(limit: AbortSignal, work: Promise<Value>): Promise<Value> {
  return new Promise((resolve, reject) => {
    const abort = (): void => reject(limit.reason);
    if (limit.aborted) abort();
    limit.addEventListener('abort', abort, { once: true });
    work.then(resolve, reject);
  });
}

function pinnedTo({ address, family }: LookupAddress): Agent.Options {
  return {
    connect: {
      lookup: (_host, options, callback) => {
        if (options.all) callback(null, [{ address, family }]);
        else callback(null, address, family);
      },
    },
  };
}

async function readSome(body: AsyncIterable<Buffer>): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of body) {
    chunks.push(chunk);
    bytes += chunk.length;
    if (bytes >= MAX_ANSWER_BYTES) break;
  }
  return Buffer.concat(chunks).subarray(0, MAX_ANSWER_BYTES).toString();
}
