import { useRef, useState } from 'preact/hooks';
import { asText, type FormName } from '../../../protocol/index.ts';
import { type AnswerProblem, checkAnswers } from '../../../protocol/later.ts';
import { FormFiles, filesCss, holdFiles } from '../files/later.ts';
import { useFocusOfPredecessor } from '../focus.ts';
import type { PanelProps } from '../model.ts';
import { answersBefore, answersOf, type Values } from './answers.ts';
import ownCss from './form.css?inline';
import { FormField } from './form-field.tsx';

/** With that of the files beside it. */
export const formCss = filesCss + ownCss;

/** What a form needs besides the model. */
export interface ChatFormProps extends PanelProps {
  readonly name: FormName;
  /** What was begun in the composer. */
  readonly draft: string;
  /** It was sent; with what was begun in the composer, or without. */
  readonly onDone: (hasDraft: boolean) => void;
  readonly onBack: () => void;
  /** Where the form cannot be loaded the composer comes back. */
  readonly onFailed: () => void;
}

/** One of the site's forms, in the place of the conversation. What is answered is the visitor's next word in the log. */
export function ChatForm({ model, actions, name, draft, onDone, onBack }: ChatFormProps) {
  const { words, visitor } = model;
  const forms = visitor.config?.forms;
  const fields = forms?.[name].fields ?? [];
  const hasDraft = name !== 'postChat' && fields.some(({ id }) => id === 'message');
  const form = useRef<HTMLFormElement>(null);
  const [values, setValues] = useState<Values>(() => ({
    ...(name === 'preChat' && answersBefore(visitor.view.items, fields)),
    ...(hasDraft && { message: draft }),
  }));
  const [problems, setProblems] = useState<readonly AnswerProblem[]>([]);
  const text = asText(forms?.[name].text) || (name === 'offline' ? words.say('offlineText') : '');
  const isSkippable = name === 'preChat' && forms?.preChat.voluntary === true;
  // A closed chat is there to go back to.
  const isLeavable = name !== 'preChat' || isSkippable || visitor.isBeginning;

  const files = useRef<readonly File[]>([]);
  useFocusOfPredecessor(form);

  function submit(event: SubmitEvent): void {
    event.preventDefault();
    const answers = answersOf(fields, values);
    const found = checkAnswers(fields, answers);
    setProblems(found);
    const [first] = found;
    if (first) {
      form.current?.querySelector<HTMLElement>(`[name="${first.field}"]`)?.focus();
      return;
    }
    actions.send({ kind: 'form', form: name, answers });
    holdFiles(model.root, files.current);
    onDone(hasDraft);
  }

  return (
    <form
      class="form"
      tabIndex={-1}
      ref={form}
      noValidate
      onSubmit={submit}
      aria-labelledby="form-title"
    >
      <h3 id="form-title">{asText(forms?.[name].title) || words.say(`${name}Title`)}</h3>
      {text && <p>{text}</p>}
      {fields.map((field) => (
        <FormField
          key={field.id}
          field={field}
          value={values[field.id] ?? ''}
          problem={problems.find((problem) => problem.field === field.id)}
          words={words}
          onValue={(value) => setValues({ ...values, [field.id]: value })}
        />
      ))}
      {name === 'offline' && <FormFiles model={model} chosen={files} />}
      <button type="submit" class="primary">
        {words.say(name === 'offline' ? 'offlineSend' : 'send')}
      </button>
      {isLeavable && (
        <button type="button" class="link" onClick={onBack}>
          {words.say(isSkippable ? 'formSkip' : 'offlineBack')}
        </button>
      )}
    </form>
  );
}
