import type { LIMITS } from '../../protocol/index.ts';
import type { EventName } from './api-types.ts';

// Written out, since the whole table would cost the loader 200 bytes; their types hold them to it.
const TEXT_MOST: typeof LIMITS.textCodePoints = 8_000;
const NAME_MOST: typeof LIMITS.nameCodePoints = 100;
const EMAIL_MOST: typeof LIMITS.emailChars = 254;

const EVENTS: readonly unknown[] = [
  'ready',
  'opened',
  'closed',
  'message:sent',
  'message:received',
  'form:submitted',
  'rating',
  'unread',
  'status',
  'availability',
  'consent',
  'connection',
  'error',
] satisfies readonly EventName[];

/** Throws a TypeError that names the limit unless it is text of 1 to 8,000 characters. */
export function checkMessage(text: unknown): void {
  checkText('text', text, TEXT_MOST);
}

/** Throws a TypeError unless there is such an event and the listener is a function. */
export function checkListener(event: unknown, listener: unknown): void {
  check(EVENTS.includes(event), `event must be one of ${EVENTS}`);
  check(typeof listener === 'function', 'listener must be a function');
}

/** Throws a TypeError unless name and address, where they are there, are text within their limits. */
export function checkIdentity(who: { readonly name?: unknown; readonly email?: unknown }): void {
  check(Object(who) === who, 'who must be an object');
  const { name, email } = who;
  if (name !== undefined) checkText('name', name, NAME_MOST);
  if (email === undefined) return;
  checkText('email', email, EMAIL_MOST);
  check(/^\S+@\S+\.\S+$/.test(`${email}`), 'email must be an e-mail address');
}

/** Throws a TypeError unless it is a BCP 47 tag. */
export function checkLocale(tag: unknown): void {
  check(/^[a-z]{2,3}(-\w{2,8})*$/i.test(`${tag}`), 'tag must be a language tag');
}

function checkText(name: string, value: unknown, most: number): void {
  // `countCodePoints`, in fewer bytes.
  const length = typeof value === 'string' && value.trim() ? [...value].length : 0;
  check(length > 0 && length <= most, `${name} must be text of 1 to ${most} characters`);
}

/** Throws a TypeError with the sentence unless it is right. */
export function check(isRight: unknown, sentence: string): void {
  if (!isRight) throw new TypeError(`Counterbell: ${sentence}`);
}
