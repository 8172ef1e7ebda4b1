import { type TextKey, t } from '../text/index.ts';

type Input = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

/** What is wrong with the inputs of a form, by their ids in the order they stand, in the console's words and not the browser's. */
export function faultsOf(form: HTMLFormElement): ReadonlyMap<string, string> {
  const found = [...form.elements].filter(isInput).map((input) => [input.id, faultOf(input)]);
  return new Map(found.filter((one): one is [string, string] => one[1] !== undefined));
}

function isInput(element: Element): element is Input {
  return element.matches('input, textarea, select');
}

function faultOf(input: Input): string | undefined {
  // One that is hidden, disabled or only to be read.
  if (!input.willValidate) return undefined;
  const { value, validity, type, required } = input;
  if (validity.customError) return input.validationMessage;
  const field = labelOf(input);
  const isEmpty = required && value.trim() === '';
  const whole = WHOLE[type];
  if (whole && (validity.badInput || isEmpty)) return t(whole, { field });
  if (isEmpty) return t('fault-missing', { field });
  if (validity.typeMismatch) return t(type === 'url' ? 'fault-url' : 'fault-email', { field });
  if (validity.stepMismatch) return t('fault-number', { field });
  return outOfLimits(input, field);
}

/** What must be whole to be anything; browsers give back such a field as empty. */
const WHOLE: Readonly<Record<string, TextKey>> = {
  number: 'fault-number',
  time: 'fault-time',
  date: 'fault-day',
};

function outOfLimits(input: Input, field: string): string | undefined {
  if (input instanceof HTMLSelectElement) return undefined;
  const { value, validity, minLength, maxLength } = input;
  const [min, max] = input instanceof HTMLInputElement ? [input.min, input.max] : ['', ''];
  if (validity.rangeUnderflow) return t('fault-too_few', { field, limit: Number(min) });
  if (validity.rangeOverflow) return t('fault-too_many', { field, limit: Number(max) });
  if (value !== '' && value.length < minLength)
    return t('fault-too_short', { field, limit: minLength });
  if (maxLength >= 0 && value.length > maxLength)
    return t('fault-too_long', { field, limit: maxLength });
  return undefined;
}

function labelOf(input: Input): string {
  const [label] = input.labels ?? [];
  return input.getAttribute('aria-label') ?? label?.textContent?.trim() ?? t('someField');
}
