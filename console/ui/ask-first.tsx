import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { Notice } from './notice.tsx';

interface AskFirstProps {
  /** What the button does, here and once more where it is meant. */
  readonly label: string;
  readonly question: string;
  /** The way back. */
  readonly cancel: string;
  /** It is meant. What it rejects with is shown. */
  readonly onYes: () => Promise<unknown>;
  /** What follows from it. */
  readonly children?: ComponentChildren;
}

/** A button for what cannot be taken back: it asks before, and the way back has the focus. */
export function AskFirst({ label, question, cancel, onYes, children }: AskFirstProps) {
  const [step, setStep] = useState<'none' | 'asked' | { readonly failed: string }>('none');

  async function act() {
    try {
      await onYes();
    } catch (error) {
      setStep({ failed: error instanceof Error ? error.message : '' });
    }
  }

  if (step === 'none') {
    return (
      <div>
        <button type="button" class="quiet danger" onClick={() => setStep('asked')}>
          {label}
        </button>
      </div>
    );
  }
  if (step !== 'asked') return <Notice kind="error">{step.failed}</Notice>;
  return (
    <Notice kind="error">
      <p>
        <strong>{question}</strong>
      </p>
      {children}
      <div class="row">
        <button type="button" onClick={() => void act()}>
          {label}
        </button>
        <button
          type="button"
          class="quiet"
          ref={(button) => button?.focus()}
          onClick={() => setStep('none')}
        >
          {cancel}
        </button>
      </div>
    </Notice>
  );
}
