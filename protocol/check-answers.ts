import { countCodePoints } from './count-code-points.ts';
import * as LIMITS from './limits.ts';
import type { FormAnswer, FormField } from './types.ts';

/**
 * What is wrong with an answer to a field.
 * @public
 */
export interface AnswerProblem {
  readonly field: string;
  readonly name:
    | 'missing'
    | 'not-an-address'
    | 'not-a-number'
    | 'not-an-option'
    | 'too-long'
    | 'wrong-kind'
    | 'other-label'
    | 'twice'
    | 'unknown';
  /** Of `too-long`: the most characters. */
  readonly limit?: number;
}

/**
 * What is wrong with the answers to a form, by its fields in their order and then by answers that belong to none; empty where
 * they fit. Widget and relay use this one function. Pure.
 * @public
 */
export function checkAnswers(
  fields: readonly FormField[],
  answers: readonly FormAnswer[],
): AnswerProblem[] {
  const known = fields.flatMap((field) => problemOf(field, answers));
  const strange = answers
    .filter((answer) => !fields.some(({ id }) => id === answer.field))
    .map(({ field }): AnswerProblem => ({ field, name: 'unknown' }));
  const found = [...known, ...strange];
  return found.length > 0 ? found : tooMuch(answers);
}

function problemOf(field: FormField, answers: readonly FormAnswer[]): AnswerProblem[] {
  const [answer, second] = answers.filter((one) => one.field === field.id);
  const problem = (name: AnswerProblem['name'], limit?: number): AnswerProblem[] => [
    { field: field.id, name, ...(limit !== undefined && { limit }) },
  ];
  if (second) return problem('twice');
  const missing = field.required ? problem('missing') : [];
  if (!answer) return missing;
  if (answer.label !== field.label) return problem('other-label');
  const isTick = field.kind === 'checkbox' || field.kind === 'consent';
  if (isTick !== (typeof answer.value === 'boolean')) return problem('wrong-kind');
  if (typeof answer.value === 'boolean') return answer.value ? [] : missing;
  if (answer.value.trim() === '') return missing;
  const limit = mostOf(field);
  if (countCodePoints(answer.value) > limit) return problem('too-long', limit);
  const name = faultOf(field, answer.value);
  return name ? problem(name) : [];
}

function mostOf({ id, kind }: FormField): number {
  if (kind === 'email') return LIMITS.emailChars;
  if (kind === 'textarea') return LIMITS.textCodePoints;
  return id === 'name' ? LIMITS.nameCodePoints : LIMITS.answerCodePoints;
}

function faultOf({ kind, options }: FormField, value: string): AnswerProblem['name'] | undefined {
  switch (kind) {
    case 'email':
      return isAddress(value) ? undefined : 'not-an-address';
    case 'phone':
      return isPhoneNumber(value) ? undefined : 'not-a-number';
    case 'select':
    case 'radio':
      return options?.includes(value) ? undefined : 'not-an-option';
    case 'text':
    case 'textarea':
    case 'checkbox':
    case 'consent':
      return undefined;
  }
}

/** All of it must fit into one frame, so the longest answer has what the others leave. */
function tooMuch(answers: readonly FormAnswer[]): AnswerProblem[] {
  const lengths = answers.map(({ value }) => countCodePoints(`${value}`));
  const over = lengths.reduce((sum, length) => sum + length, 0) - LIMITS.textCodePoints;
  const longest = Math.max(...lengths);
  const field = answers[lengths.indexOf(longest)]?.field;
  if (over <= 0 || field === undefined) return [];
  return [{ field, name: 'too-long', limit: Math.max(0, longest - over) }];
}

/** The rule of `emailSchema`, so that what passes here is one to the relay's other parts too. */
function isAddress(value: string): boolean {
  return /^(?!\.)(?!.*\.\.)[\w'+\-.]*[\w+-]@([a-z\d][a-z\d-]*\.)+[a-z]{2,}$/i.test(value);
}

/** At least five digits, and what people write between them. Not more: numbers differ from country to country. */
function isPhoneNumber(value: string): boolean {
  return /^\+?[\d\s()/.-]*$/.test(value) && value.replace(/\D/g, '').length >= 5;
}
