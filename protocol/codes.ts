/** What a refusal means to its receiver: `final` ones must not be sent again unchanged. */
interface RefusalRule {
  /** HTTP status where the same refusal answers a request. */
  readonly status: number;
  readonly final: boolean;
  /** One sentence for people; `{detail}` is filled in with the value and the limit. */
  readonly sentence: string;
}

/** The one table of refusals, used by frames (`refused`), HTTP answers (`error.code`) and the docs. */
export const REFUSALS = {
  invalid: { status: 400, final: true, sentence: 'Not valid: {detail}.' },
  too_large: { status: 413, final: true, sentence: 'Too large: {detail}.' },
  not_signed_in: { status: 401, final: true, sentence: 'Not signed in: {detail}.' },
  token_invalid: { status: 401, final: true, sentence: 'The visitor token is unknown or expired.' },
  not_allowed: { status: 403, final: true, sentence: 'Not allowed: {detail}.' },
  origin_not_allowed: { status: 403, final: true, sentence: '{detail}' },
  unknown_site: { status: 404, final: true, sentence: 'There is no site with the key {detail}.' },
  not_found: { status: 404, final: true, sentence: 'Not found: {detail}.' },
  id_conflict: {
    status: 409,
    final: true,
    sentence: 'Not stored: {detail}.',
  },
  conflict: { status: 409, final: true, sentence: 'That cannot be done now: {detail}.' },
  addon_refused: { status: 422, final: true, sentence: '{detail}' },
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

/** Fills a refusal's sentence. `detail` names the field, the value and the limit. */
export function refusalSentence(code: RefusalCode, detail = ''): string {
  return REFUSALS[code].sentence.replace('{detail}', () => detail);
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
