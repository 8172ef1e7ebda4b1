import type { EventBody } from '../../protocol/index.ts';
import type { EventRow } from '../storage/index.ts';

/** What was said with an event, as far as it can be found. */
export interface FindableText {
  readonly kind: 'message' | 'note' | 'file' | 'form' | 'rating';
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
    case 'file':
      return { kind: 'file', text: body.file.name };
    case 'form': {
      const said = body.answers.flatMap(({ value }) => (typeof value === 'string' ? [value] : []));
      return { kind: 'form', text: said.join('\n') };
    }
    case 'rating':
      return body.comment === undefined ? null : { kind: 'rating', text: body.comment };
    case 'queued':
    case 'assigned':
    case 'joined':
    case 'transferred':
    case 'closed':
    case 'reopened':
    case 'tagged':
      return null;
  }
}
