import type { EventBody } from '../../protocol/index.ts';
import type { EventRow } from '../storage/index.ts';

/** What was said with an event, as far as it can be found. */
export interface FindableText {
  readonly kind: 'message' | 'note' | 'form';
  readonly text: string;
}

/** Null for a step of a chat's life. */
export function saidIn(row: EventRow): FindableText | null {
  // Unchecked: the relay stored it, and one that could not be read must not keep the others from being found.
  const body = JSON.parse(row.body) as EventBody;
  switch (body.kind) {
    case 'message':
    case 'note':
      return { kind: body.kind, text: body.text };
    case 'form': {
      const { name, email, message } = body.answers;
      return { kind: 'form', text: [name, email, message].join('\n') };
    }
    case 'queued':
    case 'assigned':
    case 'joined':
    case 'closed':
    case 'reopened':
      return null;
  }
}
