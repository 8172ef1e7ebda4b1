import type { RefusalCode, RefusalDetail } from '../../protocol/index.ts';

/** Why something is not kept as it is wished; `field` is the one that is wrong, where it is one. */
export interface Problem {
  readonly code: RefusalCode;
  readonly detail: RefusalDetail;
  readonly field?: string;
}

/** What was asked for, or why not. */
export type Outcome<Value> = { readonly value: Value } | { readonly problem: Problem };

/** It is not there, or not for who asks. */
export function gone(what: string): Problem {
  return { code: 'not_found', detail: what };
}
