import { useState } from 'preact/hooks';
import { LIMITS, type MacroStep } from '../../../protocol/index.ts';
import { useNextFocus } from '../../editing/index.ts';
import { t } from '../../text/index.ts';
import { Icon } from '../../ui/index.ts';
import { kindOf, moveStep, newStep, putStep, STEP_KINDS, type StepKind } from './edit-steps.ts';
import type { Choices } from './step-choices.ts';
import { StepFields } from './step-fields.tsx';

/** The steps of a macro in their order. What moves keeps the focus, and where it went is said. */
export function StepsField({
  steps,
  choices,
  errorAt,
  onChange,
}: {
  steps: readonly MacroStep[];
  choices: Choices;
  errorAt: (field: string) => string | undefined;
  onChange: (steps: MacroStep[]) => void;
}) {
  const { list, focusNext } = useNextFocus<HTMLOListElement>(steps);
  const [said, setSaid] = useState('');
  // Of a step it is said at the step.
  const refused = steps.some((_, index) => errorAt(`steps.${index}`))
    ? undefined
    : errorAt('steps');

  function move(from: number, by: -1 | 1) {
    const step = steps[from];
    if (!step) return;
    const within = `[data-step="${from + by}"]`;
    focusNext(`${within} [data-move="${by}"]:enabled`, `${within} [data-move]:enabled`);
    const name = t(`macro-${kindOf(step)}`);
    setSaid(t('fieldMoved', { name, place: from + by + 1, count: steps.length }));
    onChange(moveStep(steps, from, by));
  }

  function remove(index: number) {
    const step = steps[index];
    focusNext(`[data-step="${index}"] button`, `[data-step="${index - 1}"] button`);
    if (step) setSaid(t('fieldRemoved', { name: t(`macro-${kindOf(step)}`) }));
    onChange(putStep(steps, index, undefined));
  }

  return (
    <fieldset>
      <legend>{t('steps')}</legend>
      <ol class="steps" ref={list}>
        {steps.map((step, index) => {
          const label = t('stepNumber', { place: index + 1, kind: t(`macro-${kindOf(step)}`) });
          return (
            <li key={index} data-step={index}>
              <div class="step-head">
                <span class="step-kind">{t(`macro-${kindOf(step)}`)}</span>
                <StepButtons
                  label={label}
                  isFirst={index === 0}
                  isLast={index === steps.length - 1}
                  onMove={(by) => move(index, by)}
                  onRemove={() => remove(index)}
                />
              </div>
              <StepFields
                step={step}
                choices={choices}
                label={label}
                error={errorAt(`steps.${index}`)}
                onChange={(changed) => onChange(putStep(steps, index, changed))}
              />
            </li>
          );
        })}
      </ol>
      {refused && (
        <p class="small failed" role="alert">
          {refused}
        </p>
      )}
      <AddStep
        isFull={steps.length >= LIMITS.stepsPerMacro}
        choices={choices}
        onAdd={(step) => onChange([...steps, step])}
      />
      <p class="hidden" role="status">
        {said}
      </p>
    </fieldset>
  );
}

function StepButtons({
  label,
  isFirst,
  isLast,
  onMove,
  onRemove,
}: {
  label: string;
  isFirst: boolean;
  isLast: boolean;
  onMove: (by: -1 | 1) => void;
  onRemove: () => void;
}) {
  return (
    <span class="row step-buttons">
      <button
        type="button"
        class="bare"
        aria-label={t('stepUp', { step: label })}
        data-move={-1}
        disabled={isFirst}
        onClick={() => onMove(-1)}
      >
        <Icon name="up" />
      </button>
      <button
        type="button"
        class="bare"
        aria-label={t('stepDown', { step: label })}
        data-move={1}
        disabled={isLast}
        onClick={() => onMove(1)}
      >
        <Icon name="down" />
      </button>
      <button
        type="button"
        class="bare"
        aria-label={t('stepRemove', { step: label })}
        onClick={onRemove}
      >
        <Icon name="close" />
      </button>
    </span>
  );
}

function AddStep({
  isFull,
  choices,
  onAdd,
}: {
  isFull: boolean;
  choices: Choices;
  onAdd: (step: MacroStep) => void;
}) {
  const offered = STEP_KINDS.filter((kind) => newStep(kind, choices));
  const [wish, setWish] = useState<StepKind>('send');
  const kind = offered.find((one) => one === wish) ?? offered[0];
  const step = kind && newStep(kind, choices);
  if (isFull) return <p class="small muted">{t('stepsFull', { limit: LIMITS.stepsPerMacro })}</p>;
  return (
    <div class="row add-step">
      <select
        aria-label={t('stepToAdd')}
        value={kind}
        onChange={({ currentTarget }) => {
          const chosen = offered.find((one) => one === currentTarget.value);
          if (chosen) setWish(chosen);
        }}
      >
        {offered.map((one) => (
          <option key={one} value={one} selected={one === kind}>
            {t(`macro-${one}`)}
          </option>
        ))}
      </select>
      <button type="button" class="quiet" onClick={() => step && onAdd(step)}>
        {t('addStep')}
      </button>
    </div>
  );
}
