import type {
  AddonField,
  Author,
  ChatId,
  EventBody,
  OperatorSend,
  SiteId,
  Verified,
  VisitorId,
  VisitorSend,
} from '../../protocol/index.ts';

/**
 * What an add-on is made of; published as `counterbell/addons`. Bundled add-ons use nothing else either.
 */

/** What an add-on wants to receive. What it does not name, it is not given. */
export type Need = 'messages' | 'visitors' | 'http';

const NEEDS: readonly Need[] = ['messages', 'visitors', 'http'];

/** Something said, before it is stored. */
export type Saying = Extract<
  VisitorSend | OperatorSend,
  { kind: 'message' | 'note' | 'form' | 'rating' }
>;

/** What a `before.message` hook looks at. */
export interface BeforeMessage {
  readonly site: { readonly id: SiteId; readonly name: string };
  /** Null for the first message of a new chat. */
  readonly chat: ChatId | null;
  readonly author: 'visitor' | 'operator';
  readonly event: Saying;
}

/** What a `before.message` hook says: nothing to keep the event as it is. */
export type BeforeAnswer =
  | undefined
  /** The event as it shall be stored; of the same kind, and within the protocol's limits. */
  | { readonly event: Saying }
  /** Nothing is stored; the sender is shown this sentence. */
  | { readonly refuse: string };

/** A file, before the event that sends it is stored. */
export type SendingFile = Extract<VisitorSend, { kind: 'file' }>;

/** What a `before.file` hook looks at: `event.file` has `name`, `type`, `bytes`, and of an image `width` and `height`. */
export interface BeforeFile extends Omit<BeforeMessage, 'event'> {
  readonly event: SendingFile;
}

/** What a `before.file` hook says: nothing to let it be sent. */
export type BeforeFileAnswer =
  | undefined
  /** It is not sent; the sender is shown this sentence. */
  | { readonly refuse: string };

/** What an `after.event` hook is told: an event that is committed. */
export interface AfterEvent {
  /** The same whenever this event is told again: use it to drop repeats. */
  readonly id: string;
  readonly site: { readonly id: SiteId; readonly name: string };
  readonly chat: ChatId;
  readonly seq: number;
  /** Milliseconds since 1970 UTC. */
  readonly at: number;
  /** Without the need `visitors`, a visitor's has no id. */
  readonly author: Author | { readonly role: 'visitor' };
  /** Without the need `messages`, only its kind. */
  readonly event: EventBody | { readonly kind: EventBody['kind'] };
  /** Only with the need `visitors`. */
  readonly visitor?: {
    readonly id: VisitorId;
    readonly name: string | null;
    readonly email: string | null;
    /** Whom the site proves them to be, and whether name and e-mail are part of the proof; null: nobody. */
    readonly verified: Verified | null;
  };
}

/** What a hook works with. */
export interface AddonContext {
  /** The owner's values of `fields`; an empty string where there is none. */
  readonly settings: Readonly<Record<string, string>>;
  /** The relay's log. Never write messages, names or addresses into it. */
  readonly log: {
    info(message: string): void;
    warn(message: string): void;
  };
  /** Milliseconds since 1970 UTC. */
  readonly now: () => number;
  /** Aborted when the time is up or the relay stops. */
  readonly signal: AbortSignal;
  /** Only with the need `http`: to public addresses, 10 seconds, no redirects, 64 KiB of answer. */
  readonly http?: {
    request(request: {
      url: string;
      method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
      headers?: Readonly<Record<string, string>>;
      body?: string;
    }): Promise<{ readonly status: number; readonly text: string }>;
  };
}

/** A setting the owner fills in. */
export interface AddonSetting extends AddonField {
  /** Makes a value where the owner leaves it empty, such as a secret. */
  readonly generate?: () => string;
  /** A sentence where a value is wrong, else nothing. */
  readonly check?: (value: string) => string | undefined;
}

/** An add-on. */
export interface AddonDefinition {
  /** Small letters, digits and dashes; never changes. */
  readonly name: string;
  readonly title: string;
  /** A sentence for the console. */
  readonly description: string;
  readonly needs: readonly Need[];
  readonly fields?: readonly AddonSetting[];
  readonly hooks: {
    readonly before?: {
      /** Before something said is stored. One second; after that, or when it throws, the event goes on unchanged. */
      message?(message: BeforeMessage, context: AddonContext): BeforeAnswer | Promise<BeforeAnswer>;
      /** Before a file that was uploaded is sent. As above. */
      file?(file: BeforeFile, context: AddonContext): BeforeFileAnswer | Promise<BeforeFileAnswer>;
    };
    readonly after?: {
      /**
       * After an event is committed, at least once each. Ten seconds; when it throws it is tried again later. What it
       * gives back stands in the delivery log.
       */
      event?(
        event: AfterEvent,
        context: AddonContext,
      ): string | undefined | Promise<string | undefined>;
    };
  };
}

/** Thrown by `after.event`: do not try this event again; the message stands in the delivery log. */
export class NeverAgain extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'NeverAgain';
  }
}

/** Checks an add-on's definition and gives it back. Throws a TypeError that names what is wrong. */
export function defineAddon(definition: AddonDefinition): AddonDefinition {
  const { name, title, description, needs, hooks } = definition;
  if (!/^[a-z0-9-]{1,50}$/.test(name)) {
    throw new TypeError(`name is "${name}"; it must be 1 to 50 small letters, digits and dashes`);
  }
  if (!title || !description) throw new TypeError(`${name}: title and description must be given`);
  const unknown = needs.find((need) => !NEEDS.includes(need));
  if (unknown) throw new TypeError(`${name}: there is no need "${unknown}"`);
  const fields = new Set(definition.fields?.map((field) => field.name));
  if (fields.size !== (definition.fields ?? []).length) {
    throw new TypeError(`${name}: two fields have the same name`);
  }
  for (const hook of [hooks.before?.message, hooks.before?.file, hooks.after?.event]) {
    if (hook && typeof hook !== 'function') throw new TypeError(`${name}: a hook is no function`);
  }
  const named = (['message', 'file'] as const).find((hook) => hooks.before?.[hook]);
  if (named && !needs.includes('messages')) {
    throw new TypeError(`${name}: before.${named} needs 'messages'`);
  }
  return definition;
}
