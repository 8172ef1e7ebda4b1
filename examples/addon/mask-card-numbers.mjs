// An add-on that keeps payment card numbers out of the log. Switch it on with
//   ADDONS=./examples/addon/mask-card-numbers.mjs npm start
// and then under Add-ons in the console.
import { defineAddon } from 'counterbell/addons';

/** 13 to 19 digits, as payment cards have (ISO/IEC 7812-1), with spaces or dashes between them. */
const CANDIDATE = /\b\d(?:[ -]?\d){12,18}\b/g;

/** The Luhn check of ISO/IEC 7812-1, Annex B: from the right, every second digit counts twice. */
function isCardNumber(text) {
  const digits = text.replaceAll(/\D/g, '');
  let sum = 0;
  for (let index = 0; index < digits.length; index += 1) {
    const digit = Number(digits[digits.length - 1 - index]);
    const value = index % 2 === 0 ? digit : digit * 2;
    sum += value > 9 ? value - 9 : value;
  }
  return sum % 10 === 0;
}

function mask(text) {
  return text.replaceAll(CANDIDATE, (found) =>
    isCardNumber(found) ? `•••• ${found.slice(-4)}` : found,
  );
}

function maskEvent(event) {
  switch (event.kind) {
    case 'message':
    case 'note':
      return { ...event, text: mask(event.text) };
    case 'form':
      return { ...event, answers: event.answers.map(maskAnswer) };
    default:
      return event;
  }
}

function maskAnswer(answer) {
  return typeof answer.value === 'string' ? { ...answer, value: mask(answer.value) } : answer;
}

export const addon = defineAddon({
  name: 'mask-card-numbers',
  title: 'Mask card numbers',
  description: 'Replaces payment card numbers by their last four digits before they are stored.',
  needs: ['messages'],
  hooks: {
    before: {
      message({ event }) {
        return { event: maskEvent(event) };
      },
    },
  },
});
