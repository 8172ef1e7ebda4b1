import { operatorSendSchema, visitorSendSchema } from '../../protocol/index.schema.ts';
import type { ChatId, OperatorSend, SiteId, VisitorSend } from '../../protocol/index.ts';
import type { Outgoing } from '../outgoing/index.ts';
import { type AddonLog, contextFor } from './context.ts';
import { faultForLog, HookFault, runHook } from './run-hook.ts';
import type { AddonContext, BeforeAnswer, Saying, SendingFile } from './sdk.ts';
import type { SwitchedAddon } from './switchboard.ts';

/** An add-on that takes longer is passed over: a visitor waits for it. */
const LIMIT_MS = 1_000;

/** What is about to be said. */
export interface BeforeInput {
  readonly site: SiteId;
  readonly siteName: string;
  readonly chat: ChatId | null;
  readonly author: 'visitor' | 'operator';
  readonly event: VisitorSend | OperatorSend;
}

/** What the add-ons made of it: the event as it shall be stored, or a sentence that refuses it. */
export type BeforeOutcome =
  | { readonly event: VisitorSend | OperatorSend }
  | { readonly refused: string };

interface Tools {
  readonly outgoing: Outgoing;
  readonly log: AddonLog;
  readonly now: () => number;
}

/** Shows what is about to be said or sent to each add-on in turn; one that throws, hangs or answers nonsense changes nothing. */
export function runBeforeHooks(
  addons: readonly SwitchedAddon[],
  input: BeforeInput,
  tools: Tools,
): BeforeOutcome | Promise<BeforeOutcome> {
  const { event } = input;
  if (event.kind !== 'file' && !isSaying(event)) return { event };
  const name = event.kind === 'file' ? 'file' : 'message';
  const asked = addons.filter(
    ({ enabled, definition }) => enabled && definition.hooks.before?.[name],
  );
  return asked.length === 0 ? { event } : askInTurn(asked, { ...input, event }, tools);
}

/** What add-ons are asked about. */
type Asked = BeforeInput & { readonly event: Saying | SendingFile };

async function askInTurn(
  addons: readonly SwitchedAddon[],
  input: Asked,
  tools: Tools,
): Promise<BeforeOutcome> {
  let { event } = input;
  for (const addon of addons) {
    const answer = await ask(addon, { ...input, event }, tools);
    if (answer && 'refuse' in answer) return { refused: answer.refuse };
    if (answer) event = answer.event;
  }
  return { event };
}

async function ask(addon: SwitchedAddon, input: Asked, tools: Tools): Promise<BeforeAnswer> {
  try {
    const answer = await runHook(LIMIT_MS, (signal) =>
      callHook(addon, input, contextFor(addon, tools, signal)),
    );
    return check(answer, input);
  } catch (error) {
    const details = { addon: addon.definition.name, fault: faultForLog(error) };
    tools.log.warn(details, 'an add-on failed before a message; it was passed over');
    return undefined;
  }
}

function callHook(addon: SwitchedAddon, input: Asked, context: AddonContext): unknown {
  const { site, siteName, chat, author } = input;
  const { before } = addon.definition.hooks;
  const about = { site: { id: site, name: siteName }, chat, author };
  // A copy: what a hook does to it in place is not an answer.
  const event = structuredClone(input.event);
  return event.kind === 'file'
    ? before?.file?.({ ...about, event }, context)
    : before?.message?.({ ...about, event }, context);
}

/** An add-on may be anybody's JavaScript: what it answers is checked like what comes from outside. */
function check(answer: unknown, { author, event }: Asked): BeforeAnswer {
  if (answer === undefined || answer === null) return undefined;
  if (typeof answer !== 'object') throw new HookFault('answered neither nothing nor an object');
  if ('refuse' in answer && typeof answer.refuse === 'string' && answer.refuse.trim()) {
    return { refuse: answer.refuse.slice(0, 500) };
  }
  // A file is what its sender uploaded.
  if (event.kind === 'file') throw new HookFault('answered neither nothing nor refuse');
  if (!('event' in answer)) throw new HookFault('answered neither event nor refuse');
  const schema = author === 'visitor' ? visitorSendSchema : operatorSendSchema;
  const changed = schema.parse(answer.event);
  if (changed.kind !== event.kind || !isSaying(changed)) {
    throw new HookFault(`answered a ${changed.kind} where a ${event.kind} was asked for`);
  }
  return { event: changed };
}

function isSaying(event: VisitorSend | OperatorSend): event is Saying {
  const { kind } = event;
  return kind === 'message' || kind === 'note' || kind === 'form' || kind === 'rating';
}
