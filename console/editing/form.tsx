import type { ComponentChildren } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { FieldFaults } from '../ui/index.ts';
import { faultsOf } from './faults-of.ts';

interface FormProps {
  /** Default: `stack`. */
  readonly class?: string;
  /** What the relay refused last: the focus goes to the first field that says so, else what says so is scrolled to. */
  readonly refusal?: object | null;
  /** Only where its inputs are as they must be. */
  readonly onSave: (form: HTMLFormElement) => void;
  readonly children: ComponentChildren;
}

/** A form that says in its own words what is wrong with its inputs, at each of them, and takes one to the first. */
export function Form({ class: look = 'stack', refusal, onSave, children }: FormProps) {
  const form = useRef<HTMLFormElement>(null);
  const [faults, setFaults] = useState<ReadonlyMap<string, string>>(new Map());

  useEffect(() => {
    if (!refusal) return undefined;
    // With the refusal the page may go to another section first.
    const frame = requestAnimationFrame(() => goToRefused(form.current));
    return () => cancelAnimationFrame(frame);
  }, [refusal]);

  function submit(element: HTMLFormElement) {
    const found = faultsOf(element);
    setFaults(found);
    const [first] = found.keys();
    if (first === undefined) onSave(element);
    else show(document.getElementById(first));
  }

  /** What is right now is not said to be wrong any more; one input may put another right. */
  function lookAgain() {
    setFaults((before) =>
      form.current && before.size > 0 ? stillOf(before, faultsOf(form.current)) : before,
    );
  }

  // Also by a button, which may take out what was wrong: another input then has its place and its id.
  useLayoutEffect(lookAgain, [children]);

  // Once it is drawn, as an input may be wrong by what is written in another.
  const lookSoon = () => faults.size > 0 && requestAnimationFrame(lookAgain);

  return (
    <FieldFaults.Provider value={faults}>
      <form
        ref={form}
        class={look}
        noValidate
        onInput={lookSoon}
        onChange={lookSoon}
        onSubmit={(event) => {
          event.preventDefault();
          submit(event.currentTarget);
        }}
      >
        {children}
      </form>
    </FieldFaults.Provider>
  );
}

/** Those that were said and still are; the same map where nothing differs, so that nothing is drawn anew. */
function stillOf(
  said: ReadonlyMap<string, string>,
  found: ReadonlyMap<string, string>,
): ReadonlyMap<string, string> {
  const still = [...found].filter(([id]) => said.has(id));
  const isSame = still.length === said.size && still.every(([id, fault]) => said.get(id) === fault);
  return isSame ? said : new Map(still);
}

function goToRefused(form: HTMLFormElement | null): void {
  const field = form?.querySelector<HTMLElement>('[aria-invalid="true"]');
  if (field) show(field);
  else form?.querySelector('[role="alert"]')?.scrollIntoView({ block: 'center' });
}

function show(field: HTMLElement | null): void {
  field?.focus({ preventScroll: true });
  field?.scrollIntoView({ block: 'center' });
}
