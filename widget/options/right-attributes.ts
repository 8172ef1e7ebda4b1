import { type AttributeChanges, attributeFault, attributesFault } from '../../protocol/index.ts';
import { complain } from '../loader/index.ts';

/** Attributes without those that are wrong: each of them costs a line in the page's console; all of them, where they are too many. */
export function rightAttributes(given: unknown): AttributeChanges {
  if (typeof given !== 'object' || given === null) {
    complain('attributes must be an object');
    return {};
  }
  const right = Object.entries(given).filter(([name, value]) => {
    const fault = attributeFault(name, value);
    if (fault) complain(`attributes.${name.slice(0, 64)} ${fault}`);
    return !fault;
  });
  // What is right is text, a number, a truth value or null.
  const all: AttributeChanges = Object.fromEntries(right);
  const fault = attributesFault(all);
  if (fault) complain(`attributes ${fault}`);
  return fault ? {} : all;
}
