/** What a refusal means to its receiver: `final` ones must not be sent again unchanged. */
interface RefusalRule {
  /** HTTP status where the same refusal answers a request. */
  readonly status: number;
  readonly final: boolean;
  /** One sentence for people, filled in with what is named in it: `{detail}` is a clause that names the value and the limit. */
  readonly sentence: string;
}

/** The one table of refusals, used by frames (`refused`), HTTP answers (`error.code`) and the docs. */
export const REFUSALS = {
  invalid: { status: 400, final: true, sentence: 'Not valid: {detail}.' },
  too_large: { status: 413, final: true, sentence: 'Too large: {detail}.' },
  not_signed_in: { status: 401, final: true, sentence: 'Not signed in: {detail}.' },
  sign_in_wrong: { status: 401, final: true, sentence: 'E-mail address or password is wrong.' },
  password_wrong: { status: 403, final: true, sentence: 'The present password is wrong.' },
  token_invalid: { status: 401, final: true, sentence: 'The visitor token is unknown or expired.' },
  not_allowed: { status: 403, final: true, sentence: 'Not allowed: {detail}.' },
  proof_refused: { status: 403, final: true, sentence: 'The identity is not proven: {detail}.' },
  not_author: {
    status: 403,
    final: true,
    sentence: 'Not allowed: a note is changed by its author, an owner or an admin.',
  },
  banned: {
    status: 403,
    final: true,
    sentence: 'We are sorry: no further messages are taken from you here.',
  },
  origin_not_allowed: { status: 403, final: true, sentence: '{detail}' },
  unknown_site: { status: 404, final: true, sentence: 'There is no site with the key {detail}.' },
  no_owner: {
    status: 404,
    final: true,
    sentence:
      'Not found: this link; nobody owns this installation yet, and the relay prints a new owner link when it is started again.',
  },
  not_found: { status: 404, final: true, sentence: 'Not found: {detail}.' },
  id_conflict: {
    status: 409,
    final: true,
    sentence: 'Not stored: {detail}.',
  },
  conflict: { status: 409, final: true, sentence: 'That cannot be done: {detail}.' },
  chat_closed: {
    status: 409,
    final: true,
    sentence: 'The chat is closed; reopen it first, or wait until the visitor writes.',
  },
  chat_open: { status: 409, final: true, sentence: 'The chat is open already.' },
  chat_taken: {
    status: 409,
    final: true,
    sentence: '{name} was quicker and has accepted the chat; take it over if you mean to.',
  },
  visitor_banned: {
    status: 409,
    final: true,
    sentence: 'This visitor is banned; lift the ban first.',
  },
  visitor_gone: {
    status: 404,
    final: true,
    sentence: 'Not found: this visitor is no longer on the site.',
  },
  visitor_taken: { status: 409, final: true, sentence: '{name} is in a chat with this visitor.' },
  visitor_elsewhere: {
    status: 409,
    final: true,
    sentence: 'The visitor has another open chat; answer there.',
  },
  target_self: {
    status: 409,
    final: true,
    sentence: 'You cannot transfer a chat to yourself; accept it instead.',
  },
  target_gone: {
    status: 409,
    final: true,
    sentence: 'It is not there any more; choose somebody else, or another group.',
  },
  target_has_chat: { status: 409, final: true, sentence: '{name} has this chat already.' },
  target_away: {
    status: 409,
    final: true,
    sentence: '{name} is not here now; choose somebody else, or a group.',
  },
  target_not_accepting: {
    status: 409,
    final: true,
    sentence: '{name} does not accept chats now; choose somebody else, or a group.',
  },
  target_full: {
    status: 409,
    final: true,
    sentence:
      '{name} has {count} of at most {limit} chats already; choose somebody else, or a group.',
  },
  limit_reached: { status: 409, final: true, sentence: 'There may be at most {limit} {what}.' },
  name_taken: { status: 409, final: true, sentence: 'There is {what} called {name} already.' },
  email_taken: {
    status: 409,
    final: true,
    sentence: 'Another account has this e-mail address.',
  },
  last_owner: {
    status: 409,
    final: true,
    sentence: 'The role of the last owner must stay: make somebody else an owner first.',
  },
  invitation_accepted: {
    status: 409,
    final: true,
    sentence: 'The invitation was accepted already.',
  },
  tag_of_other_site: {
    status: 409,
    final: true,
    sentence: 'The tag {name} is for chats of another site.',
  },
  file_sent: { status: 409, final: true, sentence: 'This file was sent already.' },
  answers_wrong: {
    status: 422,
    final: true,
    sentence: 'The answers do not fit the form: {detail}.',
  },
  unwanted: { status: 422, final: true, sentence: 'This is not taken: {detail}.' },
  addon_refused: { status: 422, final: true, sentence: '{detail}' },
  file_refused: { status: 415, final: true, sentence: 'This file is not taken: {detail}.' },
  rate_limited: { status: 429, final: false, sentence: 'Too many at once: {detail}.' },
  storage_full: {
    status: 507,
    final: false,
    sentence: 'The relay cannot store anything now because its disk is full.',
  },
  storage_failed: {
    status: 503,
    final: false,
    sentence: 'The relay cannot store anything now; try again.',
  },
  stopping: { status: 503, final: false, sentence: 'The relay is restarting; try again.' },
  internal: {
    status: 500,
    final: false,
    sentence: 'Something went wrong in the relay; its log says more.',
  },
} as const satisfies Record<string, RefusalRule>;

export type RefusalCode = keyof typeof REFUSALS;

/** What the sentence of a refusal names, for those who say it in words of their own; a `limit`, a `name`, a `fault`. */
export type RefusalValues = Readonly<Record<string, string | number>>;

/** What fills a refusal's sentence: the clause for `{detail}`, or all that it names. */
export type RefusalDetail = string | RefusalValues;

/** Fills a refusal's sentence. `detail` names the field, the value and the limit. */
export function refusalSentence(code: RefusalCode, detail: RefusalDetail = ''): string {
  const values: RefusalValues = typeof detail === 'string' ? { detail } : detail;
  return REFUSALS[code].sentence.replace(/\{(\w+)\}/g, (_, name: string) =>
    String(values[name] ?? ''),
  );
}

/** What is told beside the sentence; clauses of it are of no use without it. Undefined where nothing is left. */
export function refusalValues(detail: RefusalDetail): RefusalValues | undefined {
  if (typeof detail === 'string') return undefined;
  const { detail: _clause, what: _what, ...values } = detail;
  return Object.keys(values).length > 0 ? values : undefined;
}

/** What a client does after the relay closed its socket. */
export type AfterClose = 'reconnect' | 'reconnect-without-token' | 'stop';

interface CloseRule {
  readonly code: number;
  readonly after: AfterClose;
  readonly meaning: string;
}

/**
 * Close codes of `/v1/ws` and `/v1/operator/ws`. 1000 to 2999 are RFC 6455's own, 4000 and up are ours: 40xx come back,
 * 44xx need a change first.
 */
export const CLOSES = {
  normal: { code: 1000, after: 'stop', meaning: 'The client said bye.' },
  going_away: {
    code: 1001,
    after: 'reconnect',
    meaning: 'The relay stops; another one or the next start answers.',
  },
  binary_refused: {
    code: 1003,
    after: 'stop',
    meaning: 'A binary frame came; frames are JSON text.',
  },
  too_large: { code: 1009, after: 'reconnect', meaning: 'A frame was over 64 KiB.' },
  internal: { code: 1011, after: 'reconnect', meaning: 'The relay failed; its log says more.' },
  hello_timeout: { code: 4001, after: 'reconnect', meaning: 'No hello came within 10 seconds.' },
  too_slow: {
    code: 4002,
    after: 'reconnect',
    meaning: 'The reader took in too little for too long.',
  },
  idle: {
    code: 4003,
    after: 'reconnect',
    meaning: 'Nothing was heard from the client for too long.',
  },
  busy: {
    code: 4005,
    after: 'reconnect',
    meaning:
      'Too many clients came at once, or from one address; the goaway before it says within which time to come back.',
  },
  flooding: {
    code: 4006,
    after: 'reconnect',
    meaning: 'Frames went on coming far above the limit after they were refused.',
  },
  role_changed: {
    code: 4007,
    after: 'reconnect',
    meaning: 'The operator has another role from now on.',
  },
  identity_changed: {
    code: 4008,
    after: 'reconnect',
    meaning:
      'The visitor signed in, here or on another device: come back for the chats that are theirs now.',
  },
  hello_invalid: {
    code: 4400,
    after: 'stop',
    meaning: 'The hello was not valid; the reason names the field.',
  },
  token_invalid: {
    code: 4401,
    after: 'reconnect-without-token',
    meaning: 'The visitor token is unknown, of another site, or expired.',
  },
  not_signed_in: { code: 4402, after: 'stop', meaning: 'The operator has no session; sign in.' },
  origin_not_allowed: {
    code: 4403,
    after: 'stop',
    meaning: 'The page is not on a domain the site allows.',
  },
  unknown_site: { code: 4404, after: 'stop', meaning: 'No site has this key.' },
  not_seen: {
    code: 4405,
    after: 'stop',
    meaning:
      'The hello was only to be seen on the site, which does not show its visitors, or the visitor has not agreed.',
  },
  wrong_protocol: {
    code: 4406,
    after: 'stop',
    meaning: 'The socket was opened without the subprotocol counterbell.v1.',
  },
} as const satisfies Record<string, CloseRule>;

export type CloseName = keyof typeof CLOSES;

/**
 * What to do after a close code, told by its range, so that a client need not know every code: 44xx and the protocol's own
 * 1000 and 1003 stop, everything else, network losses (1006) and codes to come included, means reconnect.
 */
export function afterClose(code: number): AfterClose {
  if (code === 4401) return 'reconnect-without-token';
  return code === 1000 || code === 1003 || (code >= 4400 && code < 4500) ? 'stop' : 'reconnect';
}
