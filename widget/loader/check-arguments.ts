import { countCodePoints, type LIMITS } from '../../protocol/index.ts';
import type { EventName, InitOptions } from './api-types.ts';

// Written out, since the whole table would cost the loader 200 bytes; their types hold them to it.
const TEXT_MOST: typeof LIMITS.textCodePoints = 8_000;
const NAME_MOST: typeof LIMITS.nameCodePoints = 100;
const EMAIL_MOST: typeof LIMITS.emailChars = 254;

const EVENTS: readonly EventName[] = [
  'ready',
  'opened',
  'closed',
  'message:sent',
  'message:received',
  'unread',
  'status',
  'availability',
  'consent',
  'connection',
  'error',
];

const RULES = {
  site: /^cb_[a-z0-9]{20}$/,
  relay: /^https?:\/\/.+/,
  consent: /^(strict|banner|external)$/,
  language: /^[a-z]{2,3}(-\w{2,8})*$/i,
  colour: /^#[0-9a-f]{6}$/i,
} satisfies Record<keyof InitOptions, RegExp>;

/** Throws a TypeError that names the limit unless it is text of 1 to 8,000 characters. */
export function checkMessage(text: unknown): void {
  checkText('text', text, TEXT_MOST);
}

/** Throws a TypeError unless there is such an event and the listener is a function. */
export function checkListener(event: unknown, listener: unknown): void {
  check(
    'event',
    EVENTS.some((one) => one === event),
    `one of ${EVENTS}`,
  );
  check('listener', typeof listener === 'function', 'a function');
}

/** Throws a TypeError unless name and address, where they are there, are text within their limits. */
export function checkIdentity(who: { readonly name?: unknown; readonly email?: unknown }): void {
  check('who', typeof who === 'object' && who !== null, 'an object');
  const { name, email } = who;
  if (name !== undefined) checkText('name', name, NAME_MOST);
  if (email === undefined) return;
  checkText('email', email, EMAIL_MOST);
  checkForm('email', email, /^\S+@\S+\.\S+$/);
}

/** Throws a TypeError unless it is a BCP 47 tag. */
export function checkLocale(tag: unknown): void {
  checkForm('tag', tag, RULES.language);
}

/** Gives the options back, the relay's address without a slash at the end; throws a TypeError that names a wrong one. */
export function checkOptions({ relay = '', ...rest }: Partial<InitOptions>): InitOptions {
  const options = { site: '', ...rest, relay: relay.replace(/\/+$/, '') };
  for (const [name, rule] of Object.entries(RULES)) {
    const value: unknown = Reflect.get(options, name);
    if (value !== undefined) checkForm(name, value, rule);
  }
  return options;
}

function checkText(name: string, value: unknown, most: number): void {
  const length = typeof value === 'string' && value.trim() ? countCodePoints(value) : 0;
  check(name, length > 0 && length <= most, `text of 1 to ${most} characters`);
}

/** The rule itself stands in the message: it is for programmers, and says more than words of the same length. */
function checkForm(name: string, value: unknown, rule: RegExp): void {
  check(name, rule.test(`${value}`), `of the form ${rule.source}`);
}

function check(name: string, isRight: boolean, rule: string): void {
  if (!isRight) throw new TypeError(`Counterbell: ${name} must be ${rule}`);
}
