import type { MacroStep } from '../../../protocol/index.ts';
import type { Choices } from './step-choices.ts';

/** The kinds of steps as one chooses among them, in the order they stand. */
export const STEP_KINDS = ['insert', 'send', 'note', 'tag', 'untag', 'transfer', 'close'] as const;
export type StepKind = (typeof STEP_KINDS)[number];

/** The kind under which a step is chosen. Pure. */
export function kindOf(step: MacroStep): StepKind {
  return step.kind === 'tag' && !step.on ? 'untag' : step.kind;
}

/** A new step about the first thing there is; undefined where there is none of the kind. Pure. */
export function newStep(kind: StepKind, choices: Choices): MacroStep | undefined {
  switch (kind) {
    case 'insert':
    case 'send': {
      const [response] = choices.responses;
      return response && { kind, response: response.id };
    }
    case 'note':
      return { kind, text: '' };
    case 'tag':
    case 'untag': {
      const [tag] = choices.tags;
      return tag && { kind: 'tag', tag: tag.id, on: kind === 'tag' };
    }
    case 'transfer': {
      const [target] = choices.targets;
      return target && { kind, to: target.to };
    }
    case 'close':
      return { kind };
  }
}

/** Steps with the one at a place changed, or without it. Pure. */
export function putStep(
  steps: readonly MacroStep[],
  index: number,
  step: MacroStep | undefined,
): MacroStep[] {
  return steps.flatMap((one, at) => (at === index ? (step ?? []) : one));
}

/** Steps with the one at a place before the one before it, or behind the next. Pure. */
export function moveStep(steps: readonly MacroStep[], index: number, by: -1 | 1): MacroStep[] {
  const moved = [...steps];
  const [step] = moved.splice(index, 1);
  if (step) moved.splice(index + by, 0, step);
  return moved;
}
