import type { z } from 'zod';
import type { RefusalValues } from './codes.ts';

/** What is wrong with an input: the field as a path (`event.text`, empty for the whole) and a sentence that names it. */
export interface Explanation {
  readonly field: string;
  readonly detail: string;
  /** Which fault it is (`fault`, `wrong` where it is none of the usual) and the `limit`, for those who say it in other words. */
  readonly values: RefusalValues;
}

type Issue = z.core.$ZodIssue;

/** Turns the first issue of a failed check into words that name the field and the limit. */
export function explain(error: z.ZodError): Explanation {
  const issue = error.issues[0];
  if (!issue) return { field: '', detail: 'unknown fault', values: {} };
  if (issue.code === 'unrecognized_keys') {
    const field = [...issue.path, issue.keys[0] ?? ''].map(String).join('.');
    const detail = `${field} is not a known field`;
    return { field, detail, values: { fault: 'unknown_field' } };
  }
  const field = issue.path.map(String).join('.');
  const message = issue.message.charAt(0).toLowerCase() + issue.message.slice(1);
  const detail = field ? `${field} ${sentence(message)}` : message;
  return { field, detail, values: faultIn(issue) };
}

function sentence(message: string): string {
  return message.startsWith('invalid input: ')
    ? message.replace('invalid input: ', 'is wrong: ')
    : message;
}

function faultIn(issue: Issue): RefusalValues {
  switch (issue.code) {
    case 'too_big':
      return {
        fault: issue.origin === 'string' ? 'too_long' : 'too_many',
        limit: Number(issue.maximum),
      };
    case 'too_small':
      if (issue.origin === 'string' && issue.minimum === 1) return { fault: 'missing' };
      return {
        fault: issue.origin === 'string' ? 'too_short' : 'too_few',
        limit: Number(issue.minimum),
      };
    case 'invalid_format':
      return { fault: issue.format === 'email' ? 'email' : 'wrong' };
    case 'custom':
      // Our schemas write nothing else there.
      return (issue.params as RefusalValues | undefined) ?? { fault: 'wrong' };
    case 'invalid_type':
      return {
        fault: issue.expected === 'int' || issue.expected === 'number' ? 'number' : 'wrong',
      };
    default:
      return { fault: 'wrong' };
  }
}
