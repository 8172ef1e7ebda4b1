import { useRef, useState } from 'preact/hooks';
import { useFocusOfPredecessor } from '../focus.ts';
import type { PanelProps } from '../model.ts';
import { type Answers, checkAnswers, type Field, type Problem } from './check-answers.ts';
import { FormField } from './form-field.tsx';

export { default as formCss } from './form.css?inline';

/** What the form needs besides the model. */
export interface OfflineFormProps extends PanelProps {
  /** What was begun in the composer. */
  readonly draft: string;
  readonly onDone: () => void;
  readonly onBack: () => void;
}

/** Takes name, address and message when nobody is there; they come to the operators as an unanswered chat. */
export function OfflineForm({ model, actions, draft, onDone, onBack }: OfflineFormProps) {
  const { words } = model;
  const form = useRef<HTMLFormElement>(null);
  const [answers, setAnswers] = useState<Answers>({ name: '', email: '', message: draft });
  const [problems, setProblems] = useState<Partial<Record<Field, Problem>>>({});

  useFocusOfPredecessor(form);

  function submit(event: SubmitEvent): void {
    event.preventDefault();
    const found = checkAnswers(answers);
    setProblems(found);
    const [first] = Object.keys(found);
    if (first !== undefined) {
      form.current?.querySelector<HTMLElement>(`[name="${first}"]`)?.focus();
      return;
    }
    const { name, email, message } = answers;
    const trimmed = { name: name.trim(), email: email.trim(), message: message.trim() };
    actions.send({ kind: 'form', form: 'offline', answers: trimmed });
    onDone();
  }

  const fieldOf = (field: Field) => ({
    name: field,
    value: answers[field],
    problem: problems[field],
    words,
    onValue: (value: string) => setAnswers({ ...answers, [field]: value }),
  });

  return (
    <form
      class="form"
      tabIndex={-1}
      ref={form}
      noValidate
      onSubmit={submit}
      aria-labelledby="form-title"
    >
      <h3 id="form-title">{words.say('offlineTitle')}</h3>
      <p>{words.say('offlineText')}</p>
      <FormField {...fieldOf('name')} label={words.say('formName')} autoComplete="name" />
      <FormField {...fieldOf('email')} label={words.say('formEmail')} autoComplete="email" />
      <FormField {...fieldOf('message')} label={words.say('formMessage')} autoComplete="off" />
      <button type="submit" class="primary">
        {words.say('offlineSend')}
      </button>
      <button type="button" class="link" onClick={onBack}>
        {words.say('offlineBack')}
      </button>
    </form>
  );
}
