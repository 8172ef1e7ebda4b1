import type {
  Addon,
  AddonInput,
  Delivery,
  ErrorAnswer,
  Invite,
  Invited,
  Link,
  OpenLink,
  Operator,
  SearchAnswer,
  SignIn,
  Site,
  SiteInput,
} from '../protocol/index.ts';

/** The relay said no. `field` is the path of the input that is wrong, such as `settings.colour`. */
export class ApiError extends Error {
  readonly status: number;
  readonly field: string;
  constructor(status: number, message: string, field: string) {
    super(message);
    this.name = 'ApiError';
    this.status = status;
    this.field = field;
  }
}

async function call<Answer>(method: string, path: string, body?: unknown): Promise<Answer> {
  const response = await fetch(`/api/v1${path}`, {
    method,
    ...(body !== undefined && {
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    }),
  });
  const text = await response.text();
  if (response.ok) return (text ? JSON.parse(text) : undefined) as Answer; // made from the schema that `Answer` comes from
  throw toError(response, text);
}

function toError(response: Response, text: string): ApiError {
  try {
    const { error } = JSON.parse(text) as ErrorAnswer; // every error of the relay has this shape
    return new ApiError(response.status, String(error.message), String(error.field ?? ''));
  } catch {
    // Something between here and the relay answered, such as a proxy.
    return new ApiError(response.status, `${response.status} ${response.statusText}`, '');
  }
}

/** The relay's REST interface, as far as the console uses it. Every call throws an ApiError when it is refused. */
export const api = {
  session: () => call<Operator>('GET', '/session'),
  signIn: (input: SignIn) => call<Operator>('POST', '/session', input),
  signOut: () => call<void>('DELETE', '/session'),
  lookAtLink: (token: string) => call<Link>('POST', '/links/look', { token }),
  useLink: (input: OpenLink) => call<Operator>('POST', '/links/use', input),
  sites: () => call<Site[]>('GET', '/sites'),
  createSite: (input: SiteInput) => call<Site>('POST', '/sites', input),
  updateSite: (id: string, input: SiteInput) => call<Site>('PUT', `/sites/${id}`, input),
  operators: () => call<Operator[]>('GET', '/operators'),
  invite: (input: Invite) => call<Invited>('POST', '/operators', input),
  /** Plain words; `before` is the `next` of the page before. */
  search: (text: string, before?: number) => {
    const query = new URLSearchParams({ q: text, ...(before && { before: String(before) }) });
    return call<SearchAnswer>('GET', `/search?${query}`);
  },
  addons: () => call<Addon[]>('GET', '/addons'),
  updateAddon: (name: string, input: AddonInput) =>
    call<Addon>('PUT', `/addons/${encodeURIComponent(name)}`, input),
  deliveries: (name: string) =>
    call<Delivery[]>('GET', `/addons/${encodeURIComponent(name)}/deliveries`),
  retryDelivery: (id: string) => call<Delivery>('POST', `/deliveries/${id}/retry`),
};
