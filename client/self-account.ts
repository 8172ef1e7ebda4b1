import type {
  AttributeChanges,
  ConsentRecord,
  ToVisitorFrame,
  Track,
  VisitorFrame,
  VisitorToken,
} from '../protocol/index.ts';

/**
 * Who a visitor is, as they or the page say; `attributes` are added to those of earlier calls. `userId` with its `hash`, or a `token`, is
 * the site's proof of it.
 */
export interface SaidOfSelf {
  readonly name?: string;
  readonly email?: string;
  readonly attributes?: AttributeChanges;
  readonly userId?: string;
  readonly hash?: string;
  readonly token?: string;
}

/** What a visitor says about who they are and what may be kept. The relay may not hear it: then the next line does. */
export interface SelfAccount {
  /** The relay looks at a proof: whose words come next is not known before it has answered. */
  readonly isOpen: boolean;
  identify(who: SaidOfSelf): void;
  recordConsent(consent: ConsentRecord): void;
  /** What they did; told at once, or by the next line. */
  track(track: Track): void;
  /** There is a line: says who they are again, and what could not be said. */
  onLine(): void;
  onIdentified(frame: Extract<ToVisitorFrame, { type: 'identified' }>): void;
  /** Something was refused that is no message. */
  onRefused(frame: Extract<ToVisitorFrame, { type: 'refused' }>): void;
  clear(): void;
}

export interface SelfAccountOptions {
  /** Gives back whether there was a line. */
  readonly send: (frame: VisitorFrame) => boolean;
  /** The visitor is another one from now on, known by this token; `isOther`: the one before was somebody else. */
  readonly become: (token: VisitorToken, isOther: boolean) => void;
  /** A proof was looked at, and the visitor stays who they were. */
  readonly onAnswer: () => void;
  /** A sentence for the page's developer. */
  readonly onComplaint: ((sentence: string) => void) | undefined;
}

export function createSelfAccount(options: SelfAccountOptions): SelfAccount {
  const { send } = options;
  let identity: SaidOfSelf | null = null;
  let unsaid: VisitorFrame[] = [];
  let isOpen = false;

  function say(frame: VisitorFrame): void {
    if (isOpen || !send(frame)) unsaid.push(frame);
  }

  function sayUnsaid(): void {
    for (const frame of unsaid.splice(0)) say(frame);
  }

  function sayWho(): void {
    if (identity) isOpen = send({ type: 'identify', ...identity }) && isProof(identity);
  }

  function answered(): void {
    isOpen = false;
    sayUnsaid();
    options.onAnswer();
  }

  return {
    get isOpen() {
      return isOpen;
    },
    identify(who) {
      // Another proof is of somebody else: what was said of the one before is not theirs.
      const said = isProof(who) ? identity && attributesOf(identity) : identity;
      const attributes = who.attributes && { ...said?.attributes, ...who.attributes };
      identity = { ...said, ...who, ...(attributes && { attributes }) };
      sayWho();
    },
    recordConsent: (consent) => say({ type: 'consent', consent }),
    track: (track) => say({ type: 'track', track }),
    onLine() {
      isOpen = false;
      // First, since the one who gave it may be another visitor once the proof was looked at.
      sayUnsaid();
      sayWho();
    },
    onIdentified({ token, isOther = false }) {
      if (!token) return answered();
      isOpen = false;
      options.become(token, isOther);
    },
    onRefused({ code, message }) {
      // Of a chat that is not theirs: no answer to what was said of them.
      if (code === 'not_found') return;
      if (code === 'proof_refused' || code === 'invalid') options.onComplaint?.(message);
      answered();
    },
    clear() {
      identity = null;
      unsaid = [];
      isOpen = false;
    },
  };
}

function isProof({ userId, token }: SaidOfSelf): boolean {
  return userId !== undefined || token !== undefined;
}

function attributesOf({ attributes }: SaidOfSelf): SaidOfSelf {
  return attributes ? { attributes } : {};
}
