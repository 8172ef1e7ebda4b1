import { NAMES, type Role } from '../../protocol/index.ts';

/** One answer of the relay: its JSON as it came, unchecked. */
interface ApiAnswer {
  readonly status: number;
  readonly headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers of every shape and compare what they find
  readonly body: any;
}

/** A program that speaks the console's REST interface, signed in or not. */
export interface ConsoleApi {
  /** The value of its cookie header; empty while nobody is signed in. */
  readonly cookie: string;
  call(method: string, path: string, body?: unknown, headers?: object): Promise<ApiAnswer>;
}

/** Somebody who calls `/api/v1` with this cookie. */
export function consoleApi(url: string, cookie = ''): ConsoleApi {
  return {
    cookie,
    async call(method, path, body, headers = {}) {
      const answer = await fetch(`${url}/api/v1${path}`, {
        method,
        headers: {
          connection: 'close', // a socket kept open would be dead after the relay's restart
          ...(cookie && { cookie }),
          ...(body !== undefined && { 'content-type': 'application/json' }),
          ...headers,
        },
        ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      });
      const text = await answer.text();
      return { status: answer.status, headers: answer.headers, body: text && JSON.parse(text) };
    },
  };
}

export const PASSWORD = 'a password for tests';

/** Opens a single-use link (its whole address) and gives back who is then signed in. */
export async function useLink(
  url: string,
  link: string,
  who: { name: string; email: string; password?: string },
): Promise<ConsoleApi> {
  const token = link.split('#')[1];
  const answer = await consoleApi(url).call('POST', '/links/use', {
    token,
    password: PASSWORD,
    ...who,
  });
  if (answer.status !== 200) throw new Error(`the link was refused: ${answer.body.error.message}`);
  return consoleApi(url, cookieOf(answer));
}

/** Opens the owner link of a new relay. */
export function becomeOwner(relay: {
  readonly url: string;
  readonly ownerLink: string | undefined;
}): Promise<ConsoleApi> {
  if (!relay.ownerLink) throw new Error('this relay has an owner already');
  return useLink(relay.url, relay.ownerLink, { name: 'Olga Owner', email: 'olga@example.org' });
}

/** Invites somebody and lets them open their link. */
export async function invite(
  url: string,
  owner: ConsoleApi,
  role: Exclude<Role, 'owner'>,
  name = `Some ${role}`,
): Promise<ConsoleApi> {
  const email = `${name.toLowerCase().replaceAll(' ', '.')}@example.org`;
  const invited = await owner.call('POST', '/operators', { name, email, role });
  return useLink(url, invited.body.link, { name, email });
}

/** The cookie that an answer sets, as a browser would send it back. */
export function cookieOf(answer: { readonly headers: Headers }): string {
  const set = answer.headers.getSetCookie().find((one) => one.startsWith(NAMES.sessionCookie));
  return set?.split(';')[0] ?? '';
}
