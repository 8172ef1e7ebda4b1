import type { OperatorSend, VisitorSend } from '../protocol/index.ts';
import { countCodePoints, LIMITS } from '../protocol/index.ts';

/** Throws a RangeError that names the limit where text is blank or too long, before anything is stored. */
export function checkText(event: VisitorSend | OperatorSend): void {
  if (event.kind !== 'message' && event.kind !== 'note') return;
  const length = countCodePoints(event.text);
  if (event.text.trim() === '') throw new RangeError('text must not be empty');
  if (length > LIMITS.textCodePoints) {
    throw new RangeError(
      `text is ${length} characters long, the limit is ${LIMITS.textCodePoints}`,
    );
  }
}
