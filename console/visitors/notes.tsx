import { useState } from 'preact/hooks';
import { LIMITS, type Operator, type VisitorId, type VisitorNote } from '../../protocol/index.ts';
import { api } from '../api.ts';
import { mayManage } from '../session.ts';
import { dayAndTime, t } from '../text/index.ts';
import { Notice } from '../ui/index.ts';
import { Fold } from './fact.tsx';
import { StrangeText } from './strange-text.tsx';
import { TextForm } from './text-form.tsx';

interface NotesProps {
  readonly visitor: VisitorId;
  readonly notes: readonly VisitorNote[];
  readonly operator: Operator;
  /** The notes are others than before. */
  readonly onChange: () => void;
}

/** What operators noted about the visitor, for each other. */
export function Notes({ visitor, notes, operator, onChange }: NotesProps) {
  const [isWriting, setWriting] = useState(false);
  const mayWrite = operator.role !== 'viewer';

  async function add(text: string) {
    await api.addNote(visitor, { text });
    setWriting(false);
    onChange();
  }

  return (
    <Fold title={t('visitorNotes')} count={notes.length}>
      <p class="small muted">{t('visitorNotesHelp')}</p>
      {notes.length > 0 && (
        <ul class="notes">
          {notes.map((note) => (
            <Note key={note.id} {...{ visitor, note, operator, onChange }} />
          ))}
        </ul>
      )}
      {mayWrite && isWriting && (
        <TextForm
          label={t('newVisitorNote')}
          limit={LIMITS.visitorNoteCodePoints}
          words={t('save')}
          onSave={add}
          onCancel={() => setWriting(false)}
        />
      )}
      {mayWrite && !isWriting && notes.length < LIMITS.notesPerVisitor && (
        <button type="button" class="quiet" onClick={() => setWriting(true)}>
          {t('addVisitorNote')}
        </button>
      )}
    </Fold>
  );
}

interface NoteProps extends Omit<NotesProps, 'notes'> {
  readonly note: VisitorNote;
}

function Note({ visitor, note, operator, onChange }: NoteProps) {
  const [mode, setMode] = useState<'reading' | 'writing' | 'removing'>('reading');
  const [problem, setProblem] = useState('');
  const isTheirs = operator.role !== 'viewer' && note.author.id === operator.id;

  async function change(text: string) {
    await api.changeNote(visitor, note.id, { text });
    setMode('reading');
    onChange();
  }

  async function remove() {
    try {
      await api.removeNote(visitor, note.id);
      onChange();
    } catch (error) {
      setMode('reading');
      setProblem(error instanceof Error ? error.message : '');
    }
  }

  return (
    <li class="note-about">
      {mode === 'writing' ? (
        <TextForm
          limit={LIMITS.visitorNoteCodePoints}
          words={t('save')}
          label={t('editVisitorNote')}
          text={note.text}
          onSave={change}
          onCancel={() => setMode('reading')}
        />
      ) : (
        <p class="note-text">
          <StrangeText text={note.text} />
        </p>
      )}
      <p class="small muted">
        <StrangeText text={note.author.name || t('formerOperator')} /> · {dayAndTime(note.at)}
        {note.changedAt !== null && ` · ${t('noteChanged')}`}
      </p>
      {problem && <Notice kind="error">{problem}</Notice>}
      {mode === 'reading' && (isTheirs || mayManage(operator)) && (
        <p class="row">
          <button type="button" class="bare small" onClick={() => setMode('writing')}>
            {t('edit')}
          </button>
          <button type="button" class="bare small" onClick={() => setMode('removing')}>
            {t('remove')}
          </button>
        </p>
      )}
      {mode === 'removing' && (
        <p class="row">
          <button type="button" class="quiet small" autofocus onClick={() => void remove()}>
            {t('removeVisitorNote')}
          </button>
          <button type="button" class="bare small" onClick={() => setMode('reading')}>
            {t('keepVisitorNote')}
          </button>
        </p>
      )}
    </li>
  );
}
