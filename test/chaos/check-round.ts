import type { ChatId, EventId } from '../../protocol/index.ts';
import type { LogRow } from './installation.ts';
import type { ScriptedOperator } from './scripted-operator.ts';
import type { ScriptedVisitor } from './scripted-visitor.ts';

type Seen = readonly { id: EventId; seq: number }[];

/** What was found wrong, a sentence each; empty when the promises hold. */
export type Breaches = string[];

/** Compares the log as it is stored with what was written and with what every client sees. */
export function checkRound(
  rows: readonly LogRow[],
  visitors: readonly ScriptedVisitor[],
  operators: readonly ScriptedOperator[],
): Breaches {
  const chatsOf = groupBy(rows, ({ visitor }) => visitor);
  return visitors.flatMap((visitor) => {
    const own = visitor.id ? (chatsOf.get(visitor.id) ?? []) : [];
    const [first, ...others] = groupBy(own, ({ chat }) => chat);
    if (!first) return [`visitor ${visitor.id} has no chat`];
    if (others.length > 0) return [`visitor ${visitor.id} has ${others.length + 1} chats`];
    return checkChat(...first, visitor, operators);
  });
}

function checkChat(
  chat: ChatId,
  log: readonly LogRow[],
  visitor: ScriptedVisitor,
  operators: readonly ScriptedOperator[],
): Breaches {
  const breaches: Breaches = [];
  log.forEach(({ seq }, index) => {
    if (seq !== index + 1) breaches.push(`chat ${chat}: seq ${seq} where ${index + 1} belongs`);
  });
  const own = log.filter(({ author }) => author === 'visitor').map(({ id }) => id);
  breaches.push(...compare(`chat ${chat}: the visitor's messages`, visitor.written, own));
  const visible = log.filter(({ audience }) => audience === 'all');
  breaches.push(...compareViews(`chat ${chat}: the visitor's view`, visible, visitor.seen()));
  const answered = log.filter(({ author }) => author === 'operator').map(({ id }) => id);
  const watching = operators.filter(({ written }) => written.has(chat));
  const written = watching.flatMap((operator) => operator.written.get(chat) ?? []);
  // The operator's joining is an event of theirs too, and nobody's message.
  const said = answered.filter((id) => written.includes(id) || watching.length === 0);
  breaches.push(...compare(`chat ${chat}: the operator's messages`, written, said));
  for (const operator of watching) {
    breaches.push(...compareViews(`chat ${chat}: the operator's view`, log, operator.seen(chat)));
  }
  return breaches;
}

/** Every id once and in the order it was written. */
function compare(what: string, wanted: readonly EventId[], found: readonly EventId[]): Breaches {
  const breaches: Breaches = [];
  const lost = wanted.filter((id) => !found.includes(id));
  if (lost.length > 0) breaches.push(`${what}: lost ${lost.join(', ')}`);
  const doubled = found.filter((id, index) => found.indexOf(id) !== index);
  if (doubled.length > 0) breaches.push(`${what}: doubled ${doubled.join(', ')}`);
  const at = wanted.findIndex((id, index) => found[index] !== id);
  if (breaches.length === 0 && (at !== -1 || found.length !== wanted.length)) {
    breaches.push(`${what}: out of order, or not theirs, from ${found[at] ?? found.at(-1)}`);
  }
  return breaches;
}

function compareViews(what: string, log: Seen, view: Seen): Breaches {
  const at = log.findIndex(
    ({ id, seq }, index) => view[index]?.id !== id || view[index]?.seq !== seq,
  );
  if (at === -1 && view.length === log.length) return [];
  return [`${what}: has ${view.length} of ${log.length} events and differs at ${log[at]?.id}`];
}

/** Node has `Map.groupBy` from 21 on. */
function groupBy<Item, Key>(items: readonly Item[], keyOf: (item: Item) => Key): Map<Key, Item[]> {
  const groups = new Map<Key, Item[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group) group.push(item);
    else groups.set(keyOf(item), [item]);
  }
  return groups;
}
