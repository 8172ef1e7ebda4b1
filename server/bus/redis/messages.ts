import type { z } from 'zod';
import type { Hint, NodeId } from '../port.ts';
import { messageSchema } from './messages.schema.ts';

/** What one node says to the others. */
export type Saying =
  | { readonly type: 'hint'; readonly hint: Hint }
  | Exclude<z.infer<typeof messageSchema>['saying'], { type: 'hint' }>;

/** A message on a channel. Numbers of one node on one channel grow by one. */
export interface Message {
  readonly from: NodeId;
  readonly number: number;
  readonly saying: Saying;
}

/** Whether `writeMessage` wrote it for this node: half of what a node hears is its own, and costs it no parsing. */
export function isFrom(node: NodeId, text: string): boolean {
  return text.startsWith(`{"from":"${node}"`);
}

/** Reads what came on a channel; undefined for anything that is no message. Never throws. */
export function readMessage(text: string): Message | undefined {
  try {
    const read = messageSchema.safeParse(JSON.parse(text));
    if (!read.success) return undefined;
    // The schema's brand of a node's id is the port's, which knows no schema library.
    return { ...read.data, from: read.data.from as string as NodeId };
  } catch {
    return undefined; // not even JSON
  }
}

export function writeMessage({ from, number, saying }: Message): string {
  return JSON.stringify({ from, number, saying });
}
