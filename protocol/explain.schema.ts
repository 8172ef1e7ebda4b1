import type { z } from 'zod';

/** What is wrong with an input: the field as a path (`event.text`, empty for the whole) and a sentence that names it. */
export interface Explanation {
  readonly field: string;
  readonly detail: string;
}

/** Turns the first issue of a failed check into words that name the field and the limit. */
export function explain(error: z.ZodError): Explanation {
  const issue = error.issues[0];
  if (!issue) return { field: '', detail: 'unknown fault' };
  if (issue.code === 'unrecognized_keys') {
    const field = [...issue.path, issue.keys[0] ?? ''].map(String).join('.');
    return { field, detail: `${field} is not a known field` };
  }
  const field = issue.path.map(String).join('.');
  const message = issue.message.charAt(0).toLowerCase() + issue.message.slice(1);
  return { field, detail: field ? `${field} ${sentence(message)}` : message };
}

function sentence(message: string): string {
  return message.startsWith('invalid input: ')
    ? message.replace('invalid input: ', 'is wrong: ')
    : message;
}
