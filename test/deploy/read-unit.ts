/** One line of a systemd unit or of an environment file. */
interface Assignment {
  readonly key: string;
  readonly value: string;
}

/** Every `Key=value` in order, comments left out; keys may come more than once. */
export function readAssignments(text: string): readonly Assignment[] {
  const found = text.matchAll(/^(\w+)=(.*)$/gm);
  return [...found].map(([, key = '', value = '']) => ({ key, value }));
}

/** The values of this key, in order. */
export function valuesOf(assignments: readonly Assignment[], key: string): readonly string[] {
  return assignments.filter((one) => one.key === key).map(({ value }) => value);
}
