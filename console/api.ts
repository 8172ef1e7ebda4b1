import type {
  Account,
  Addon,
  AddonInput,
  BanInput,
  BanList,
  CannedResponse,
  CannedResponseInput,
  ChatChoices,
  ChatFile,
  ChatFilter,
  ChatId,
  ChatOrder,
  ChatsAnswer,
  Delivery,
  EmailInput,
  ErrorAnswer,
  ExportFormat,
  FileId,
  Group,
  GroupInput,
  GroupSettings,
  GuardCounts,
  IdentitySecret,
  Invite,
  Invited,
  KeptPicture,
  LanguageInput,
  Link,
  Macro,
  MacroInput,
  NameInput,
  OpenLink,
  Operator,
  OperatorInput,
  PasswordInput,
  PhotoInput,
  PictureInput,
  SearchAnswer,
  SignIn,
  Site,
  SiteContents,
  SiteInput,
  SitePages,
  Tag,
  TagInput,
  View,
  ViewInput,
  VisitorDetails,
  VisitorId,
  VisitorNote,
  VisitorNoteId,
  VisitorNoteInput,
} from '../protocol/index.ts';
import { refusalWords, type TextKey, t } from './text/index.ts';

/** The relay said no; the message is in the console's language. `field` is the path of the input that is wrong, such as `settings.colour`. */
export class ApiError extends Error {
  readonly status: number;
  readonly field: string;
  /** Of the relay's table; empty where something else answered. */
  readonly code: string;
  constructor(status: number, message: string, field: string, code = '') {
    super(message);
    this.name = 'ApiError';
    this.status = status;
    this.field = field;
    this.code = code;
  }
}

/** What inputs are called on a screen where that is not what the console calls them elsewhere, by their paths. */
type Labels = Readonly<Record<string, TextKey>>;
const OF_SITE: Labels = { name: 'siteName' };
const OF_VIEW: Labels = { name: 'viewName' };

async function call<Answer>(
  method: string,
  path: string,
  body?: unknown,
  labels: Labels = {},
): Promise<Answer> {
  const response = await reach(path, {
    method,
    ...(body !== undefined && {
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    }),
  });
  const text = await response.text();
  if (response.ok) return (text ? JSON.parse(text) : undefined) as Answer; // made from the schema that `Answer` comes from
  throw toError(response, text, labels);
}

/** Rejects in the console's words where nothing answers; one that was given up rejects as it is. */
async function reach(path: string, request: RequestInit): Promise<Response> {
  try {
    return await fetch(`/api/v1${path}`, request);
  } catch (cause) {
    if (request.signal?.aborted) throw cause;
    throw new Error(t('fileUnreachable'), { cause });
  }
}

function toError(response: Response, text: string, labels: Labels = {}): ApiError {
  try {
    const { error } = JSON.parse(text) as ErrorAnswer; // every error of the relay has this shape
    const { code, message, values } = error;
    const field = String(error.field ?? '');
    const words = refusalWords({
      code,
      reason: String(message),
      field,
      values,
      label: labels[field],
    });
    return new ApiError(response.status, words, field, String(code));
  } catch {
    // Something between here and the relay answered, such as a proxy.
    return new ApiError(response.status, `${response.status} ${response.statusText}`, '');
  }
}

/** A filter as it stands in an address. */
export type Asked = Readonly<Partial<Record<keyof ChatFilter, string>>>;

function queryOf(parts: Readonly<Record<string, string | undefined>>): URLSearchParams {
  const given = Object.entries(parts).filter((part): part is [string, string] => Boolean(part[1]));
  return new URLSearchParams(given);
}

async function take(path: string, signal: AbortSignal): Promise<Response> {
  const response = await reach(path, { signal });
  if (response.ok) return response;
  throw toError(response, await response.text());
}

/** The relay's REST interface, as far as the console uses it. Every call throws an ApiError when it is refused. */
export const api = {
  session: () => call<Account>('GET', '/session'),
  signIn: (input: SignIn) => call<Account>('POST', '/session', input),
  signOut: () => call<void>('DELETE', '/session'),
  lookAtLink: (token: string) => call<Link>('POST', '/links/look', { token }),
  useLink: (input: OpenLink) => call<Account>('POST', '/links/use', input),
  sites: () => call<Site[]>('GET', '/sites'),
  createSite: (input: SiteInput) => call<Site>('POST', '/sites', input, OF_SITE),
  /** Where the site's widget was seen. */
  sitePages: (id: string) => call<SitePages>('GET', `/sites/${id}/pages`),
  /** How much would go with the site; for owners. */
  siteContents: (id: string) => call<SiteContents>('GET', `/sites/${id}/contents`),
  deleteSite: (id: string) => call<void>('DELETE', `/sites/${id}`),
  secrets: (site: string) => call<IdentitySecret[]>('GET', `/sites/${site}/secrets`),
  createSecret: (site: string) => call<IdentitySecret>('POST', `/sites/${site}/secrets`),
  removeSecret: (site: string, id: string) => call<void>('DELETE', `/sites/${site}/secrets/${id}`),
  /** Bans that are not over; for managers. */
  bans: () => call<BanList>('GET', '/bans'),
  /** What was not taken from visitors in the last 24 hours; for managers. */
  guardCounts: () => call<GuardCounts>('GET', '/guard'),
  ban: (input: BanInput) => call<void>('POST', '/bans', input),
  liftBan: (visitor: VisitorId) => call<void>('DELETE', `/bans/${visitor}`),
  updateSite: (id: string, input: SiteInput) => call<Site>('PUT', `/sites/${id}`, input, OF_SITE),
  /** Keeps a logo that a site's settings may name. */
  keepPicture: (input: PictureInput) => call<KeptPicture>('POST', '/pictures', input),
  setLanguage: (input: LanguageInput) => call<void>('PUT', '/profile/language', input),
  setName: (input: NameInput) => call<void>('PUT', '/profile/name', input),
  /** Signs them out everywhere else; so does the next one. */
  setEmail: (input: EmailInput) => call<void>('PUT', '/profile/email', input),
  setPassword: (input: PasswordInput) => call<void>('PUT', '/profile/password', input),
  setPhoto: (input: PhotoInput) => call<void>('PUT', '/profile/photo', input),
  groups: () => call<Group[]>('GET', '/groups'),
  createGroup: (input: GroupInput) => call<Group>('POST', '/groups', input),
  updateGroup: (id: string, input: GroupInput) => call<Group>('PUT', `/groups/${id}`, input),
  deleteGroup: (id: string) => call<void>('DELETE', `/groups/${id}`),
  /** How chats of sites without a group are shared out among everybody. */
  everybodys: () => call<GroupSettings>('GET', '/groups/everybody'),
  updateEverybodys: (settings: GroupSettings) =>
    call<GroupSettings>('PUT', '/groups/everybody', settings),
  operators: () => call<Operator[]>('GET', '/operators'),
  updateOperator: (id: string, input: OperatorInput) =>
    call<Operator>('PUT', `/operators/${id}`, input),
  invite: (input: Invite) => call<Invited>('POST', '/operators', input),
  /** A new single-use link: of an invitation that is not accepted yet, else for a new password. */
  makeLink: (id: string) => call<Invited>('POST', `/operators/${id}/link`),
  withdrawInvitation: (id: string) => call<void>('DELETE', `/operators/${id}/invitation`),
  /** Plain words, in chats that a filter lets through; `before` is the `next` of the page before. */
  search: (text: string, filter: Asked = {}, before?: number) =>
    call<SearchAnswer>(
      'GET',
      `/search?${queryOf({ q: text, ...filter, ...(before && { before: `${before}` }) })}`,
    ),
  /** Chats that a filter lets through, the newest first. */
  chats: (filter: Asked & { order?: ChatOrder }, before?: string) =>
    call<ChatsAnswer>('GET', `/chats?${queryOf({ ...filter, ...(before && { before }) })}`),
  choices: () => call<ChatChoices>('GET', '/chats/choices'),
  /** A file as it is written; its end is whole or it rejects. */
  exportChats: (filter: Asked & { q?: string; format: ExportFormat }, signal: AbortSignal) =>
    take(`/chats/export?${queryOf(filter)}`, signal),
  views: () => call<View[]>('GET', '/views'),
  createView: (input: ViewInput) => call<View>('POST', '/views', input, OF_VIEW),
  updateView: (id: string, input: ViewInput) => call<View>('PUT', `/views/${id}`, input, OF_VIEW),
  removeView: (id: string) => call<void>('DELETE', `/views/${id}`),
  tags: () => call<Tag[]>('GET', '/tags'),
  cannedResponses: () => call<CannedResponse[]>('GET', '/canned-responses'),
  createCannedResponse: (input: CannedResponseInput) =>
    call<CannedResponse>('POST', '/canned-responses', input),
  updateCannedResponse: (id: string, input: CannedResponseInput) =>
    call<CannedResponse>('PUT', `/canned-responses/${id}`, input),
  deleteCannedResponse: (id: string) => call<void>('DELETE', `/canned-responses/${id}`),
  /** Copies files of a response into a chat, to be sent there. */
  copyCannedFiles: (chat: string, id: string, files: readonly FileId[]) =>
    call<ChatFile[]>('POST', `/chats/${chat}/canned-responses/${id}/files`, { files }),
  macros: () => call<Macro[]>('GET', '/macros'),
  createMacro: (input: MacroInput) => call<Macro>('POST', '/macros', input),
  updateMacro: (id: string, input: MacroInput) => call<Macro>('PUT', `/macros/${id}`, input),
  deleteMacro: (id: string) => call<void>('DELETE', `/macros/${id}`),
  createTag: (input: TagInput) => call<Tag>('POST', '/tags', input),
  updateTag: (id: string, input: TagInput) => call<Tag>('PUT', `/tags/${id}`, input),
  deleteTag: (id: string) => call<void>('DELETE', `/tags/${id}`),
  visitorOf: (chat: ChatId) => call<VisitorDetails>('GET', `/chats/${chat}/visitor`),
  addNote: (visitor: VisitorId, input: VisitorNoteInput) =>
    call<VisitorNote>('POST', `/visitors/${visitor}/notes`, input),
  changeNote: (visitor: VisitorId, note: VisitorNoteId, input: VisitorNoteInput) =>
    call<VisitorNote>('PUT', `/visitors/${visitor}/notes/${note}`, input),
  removeNote: (visitor: VisitorId, note: VisitorNoteId) =>
    call<void>('DELETE', `/visitors/${visitor}/notes/${note}`),
  addons: () => call<Addon[]>('GET', '/addons'),
  updateAddon: (name: string, input: AddonInput) =>
    call<Addon>('PUT', `/addons/${encodeURIComponent(name)}`, input),
  deliveries: (name: string) =>
    call<Delivery[]>('GET', `/addons/${encodeURIComponent(name)}/deliveries`),
  retryDelivery: (id: string) => call<Delivery>('POST', `/deliveries/${id}/retry`),
};
