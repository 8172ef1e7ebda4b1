import { useEffect, useRef, useState } from 'preact/hooks';
import { saveFile, sizeIn } from '../../client/later.ts';
import type { ExportFormat } from '../../protocol/index.ts';
import { language, t } from '../text/index.ts';
import { Notice } from '../ui/index.ts';
import { type ArchiveQuery, countFilters } from './archive-query.ts';
import { type ExportProgress, takeExport } from './take-export.ts';

const FORMATS = ['chats', 'messages', 'json'] as const satisfies readonly ExportFormat[];

type Step =
  | { readonly name: 'choosing' }
  | { readonly name: 'running'; readonly progress: ExportProgress }
  | { readonly name: 'done'; readonly progress: ExportProgress; readonly file: string }
  | { readonly name: 'failed'; readonly reason: string };

/** Saves what the archive's query finds as a file, as it comes. Closing it stops an export under way. */
export function ExportDialog({ query, onClose }: { query: ArchiveQuery; onClose: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null);
  const stop = useRef<AbortController | null>(null);
  const [format, setFormat] = useState<ExportFormat>('chats');
  const [step, setStep] = useState<Step>({ name: 'choosing' });
  useEffect(() => {
    dialog.current?.showModal();
    return () => stop.current?.abort();
  }, []);

  async function run(): Promise<void> {
    const controller = new AbortController();
    const { signal } = controller;
    stop.current = controller;
    setStep({ name: 'running', progress: { rows: 0, bytes: 0 } });
    try {
      const { name, content, ...progress } = await takeExport(query, format, signal, (progress) =>
        setStep({ name: 'running', progress }),
      );
      saveFile(name, content);
      setStep({ name: 'done', progress, file: name });
    } catch (error) {
      const reason = error instanceof Error ? error.message : t('somethingFailed');
      setStep(signal.aborted ? { name: 'choosing' } : { name: 'failed', reason });
    }
  }

  return (
    <dialog ref={dialog} class="export" aria-label={t('exportTitle')} onClose={onClose}>
      <form method="dialog" class="stack">
        <h2>{t('exportTitle')}</h2>
        <p class="muted">
          {t(countFilters(query) > 0 || query.q.trim() ? 'exportFound' : 'exportAll')}
        </p>
        <fieldset disabled={step.name === 'running'}>
          <legend class="hidden">{t('exportFormat')}</legend>
          {FORMATS.map((name) => (
            <label key={name} class="format">
              <input
                type="radio"
                name="format"
                checked={name === format}
                onChange={() => setFormat(name)}
              />
              <span>
                {t(`export-${name}`)}
                <span class="small muted">{t(`exportHelp-${name}`)}</span>
              </span>
            </label>
          ))}
        </fieldset>
        <StepWords step={step} />
        <div class="row">
          {step.name === 'running' ? (
            <button type="button" class="quiet" onClick={() => stop.current?.abort()}>
              {t('cancel')}
            </button>
          ) : (
            <>
              <button type="button" onClick={() => void run()}>
                {t('export')}
              </button>
              <button type="submit" class="quiet">
                {t('close')}
              </button>
            </>
          )}
        </div>
      </form>
    </dialog>
  );
}

function StepWords({ step }: { step: Step }) {
  switch (step.name) {
    case 'choosing':
      return null;
    case 'running':
      return (
        <div class="stack">
          <progress aria-label={t('exportRunning')} />
          <p class="small">{progressWords(step.progress)}</p>
        </div>
      );
    case 'done':
      return (
        <Notice kind="success">
          {t('exportDone', { file: step.file, progress: progressWords(step.progress) })}
        </Notice>
      );
    case 'failed':
      return <Notice kind="error">{t('exportFailed', { reason: step.reason })}</Notice>;
  }
}

function progressWords({ rows, bytes }: ExportProgress): string {
  return t('exportProgress', { count: rows, size: sizeIn(language.value, bytes) });
}
