import { countCodePoints, LIMITS, type VisitorSend } from '../../../protocol/index.ts';

/** What a visitor leaves when nobody is there. */
export type Answers = Extract<VisitorSend, { kind: 'form' }>['answers'];
export type Field = keyof Answers;

/** What is wrong with an answer. */
export type Problem =
  | { readonly name: 'missing' | 'not-an-address' }
  | { readonly name: 'too-long'; readonly limit: number };

const MOST: Readonly<Record<Field, number>> = {
  name: LIMITS.nameCodePoints,
  email: LIMITS.emailChars,
  message: LIMITS.textCodePoints,
};

/** The fields that are wrong, and why. Pure; the relay checks the same again. */
export function checkAnswers(answers: Answers): Partial<Record<Field, Problem>> {
  const found = Object.entries(answers).flatMap(([field, value]) => {
    // The entries of Answers are its fields.
    const problem = problemOf(field as Field, value.trim());
    return problem ? [[field, problem]] : [];
  });
  return Object.fromEntries(found);
}

function problemOf(field: Field, value: string): Problem | undefined {
  const limit = MOST[field];
  if (value === '') return { name: 'missing' };
  if (countCodePoints(value) > limit) return { name: 'too-long', limit };
  if (field === 'email' && !isAddress(value)) return { name: 'not-an-address' };
  return undefined;
}

/** The relay's own rule for addresses, so that what passes here passes there. */
function isAddress(value: string): boolean {
  return /^(?!\.)(?!.*\.\.)[\w'+\-.]*[\w+-]@([a-z\d][a-z\d-]*\.)+[a-z]{2,}$/i.test(value);
}
