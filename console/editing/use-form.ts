import { useRef, useState } from 'preact/hooks';
import { isAlike, type Unsaved, useUnsaved } from '../leaving/index.ts';
import { type Attempt, useAttempt } from './use-attempt.ts';

/** Something that is written, saved or deleted as a whole, and not lost without a question. */
export interface EditedForm<Draft> extends Attempt {
  /** As it is written: what is saved, until something is changed. */
  readonly draft: Draft;
  /** It differs from what is saved. */
  readonly isChanged: boolean;
  /** The last saving went well, and nothing was changed since. */
  readonly isSaved: boolean;
  /** By what it becomes, or by what that is made of where more may have changed meanwhile. */
  readonly change: (changes: Partial<Draft> | ((draft: Draft) => Partial<Draft>)) => void;
  /** Goes back to what is saved; what follows asks nothing, such as where it is gone. */
  readonly discard: () => void;
  /** Does what ends the form, after the question where something is not saved. */
  readonly leave: Unsaved['leave'];
}

/** What was written last, and what of it was saved. */
interface Written<Draft> {
  /** Null: nothing is changed. */
  readonly draft: Draft | null;
  /** What was saved last, and what stood for saved before: until that is read again it is behind. */
  readonly settled: { readonly draft: Draft; readonly before: Draft } | null;
}

/** The form of something that is saved; `shown` are the fields that say themselves what is wrong with them. */
export function useForm<Draft extends object>(
  saved: Draft,
  ...shown: readonly string[]
): EditedForm<Draft> {
  const [written, setWritten] = useState<Written<Draft>>({ draft: null, settled: null });
  const { attempt, ...attempted } = useAttempt(...shown);
  const draft = draftOf(written, saved);
  const latest = useRef(draft);
  latest.current = draft;
  const isTrying = useRef(false);
  const isSettled = draft === written.settled?.draft;
  const isChanged = !isSettled && !isAlike(draft, saved);
  const { leave, settle } = useUnsaved(isChanged);
  const isSaved = written.settled !== null && !isChanged && attempted.refusal === null;
  return {
    ...attempted,
    draft,
    isChanged,
    isSaved,
    leave,
    change: (changes) =>
      setWritten((before) => {
        const now = draftOf(before, saved);
        const changed = typeof changes === 'function' ? changes(now) : changes;
        return { ...before, draft: { ...now, ...changed } };
      }),
    discard() {
      setWritten((before) => ({ ...before, draft: null }));
      settle();
    },
    async attempt(act, then) {
      // A double click saves once.
      if (isTrying.current) return;
      isTrying.current = true;
      await attempt(act, (done) => {
        setWritten((before) => ({ ...before, settled: { draft, before: saved } }));
        // What was written meanwhile is not saved.
        if (latest.current === draft) settle();
        then?.(done);
      });
      isTrying.current = false;
    },
  };
}

/** What was saved may be read again in other words, such as without blanks at its ends. */
function draftOf<Draft>({ draft, settled }: Written<Draft>, saved: Draft): Draft {
  const isReadAgain = settled !== null && !isAlike(settled.before, saved);
  return draft === null || (draft === settled?.draft && isReadAgain) ? saved : draft;
}
