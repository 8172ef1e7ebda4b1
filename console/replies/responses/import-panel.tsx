import { useState } from 'preact/hooks';
import type { CannedResponse, Scope, Site } from '../../../protocol/index.ts';
import { api } from '../../api.ts';
import { t } from '../../text/index.ts';
import { Notice } from '../../ui/index.ts';
import { prepared } from '../prepared.ts';
import { ScopeField } from '../scope-field.tsx';
import type { Import, ImportRow } from './read-import.ts';

type Found = Extract<Import, { name: 'rows' }>;

type State =
  | { readonly name: 'asking' }
  | { readonly name: 'importing'; readonly done: number }
  | { readonly name: 'done' }
  | { readonly name: 'stopped'; readonly shortcut: string; readonly reason: string };

/** More problems than these are only counted. */
const PROBLEMS_SHOWN = 10;

/** Says what a table brings, asks for whom, and takes it in: what has the same shortcut there is replaced, its files stay. */
export function ImportPanel({
  found,
  isManager,
  sites,
  onDone,
  onClose,
}: {
  found: Found;
  isManager: boolean;
  sites: readonly Site[];
  onDone: () => void;
  onClose: () => void;
}) {
  const [scope, setScope] = useState<Scope>({ kind: isManager ? 'everybody' : 'own' });
  const [state, setState] = useState<State>({ name: 'asking' });
  const { rows, problems } = found;
  const changed = rows.filter((row) => sameIn(scope, row)).length;

  async function importAll() {
    for (const [done, row] of rows.entries()) {
      setState({ name: 'importing', done });
      try {
        await keep(scope, row);
      } catch (error) {
        const reason = error instanceof Error ? error.message : '';
        setState({ name: 'stopped', shortcut: row.shortcut, reason });
        return onDone();
      }
    }
    setState({ name: 'done' });
    onDone();
  }

  return (
    <div class="new-one stack" aria-live="polite">
      {state.name === 'asking' && (
        <>
          <p>
            {rows.length === 0
              ? t('importNothing')
              : t('importFound', { made: rows.length - changed, changed })}
          </p>
          <Problems problems={problems} />
          {rows.length > 0 && (
            <ScopeField scope={scope} isManager={isManager} sites={sites} onChange={setScope} />
          )}
        </>
      )}
      {state.name === 'importing' && (
        <p>{t('importing', { done: state.done, count: rows.length })}</p>
      )}
      {state.name === 'done' && (
        <Notice kind="success">{t('imported', { count: rows.length })}</Notice>
      )}
      {state.name === 'stopped' && (
        <Notice kind="error">
          {t('importStopped', { shortcut: state.shortcut, reason: state.reason })}
        </Notice>
      )}
      <div class="row">
        {state.name === 'asking' && rows.length > 0 && (
          <button type="button" onClick={() => void importAll()}>
            {t('importNow')}
          </button>
        )}
        {state.name !== 'importing' && (
          <button type="button" class="quiet" onClick={onClose}>
            {t(state.name === 'asking' ? 'cancel' : 'close')}
          </button>
        )}
      </div>
    </div>
  );
}

function Problems({ problems }: Pick<Found, 'problems'>) {
  if (problems.length === 0) return null;
  return (
    <div class="small">
      <p>{t('importProblems', { count: problems.length })}</p>
      <ul>
        {problems.slice(0, PROBLEMS_SHOWN).map(({ line, name, value }) => (
          <li key={line}>{t('importLine', { line, reason: t(`import-${name}`, { value }) })}</li>
        ))}
      </ul>
    </div>
  );
}

function keep(scope: Scope, { shortcut, text }: ImportRow): Promise<CannedResponse> {
  const before = sameIn(scope, { shortcut });
  if (!before) return api.createCannedResponse({ shortcut, text, scope, files: [] });
  const files = before.files.map(({ id }) => id);
  return api.updateCannedResponse(before.id, { shortcut, text, scope, files });
}

function sameIn(
  scope: Scope,
  { shortcut }: Pick<ImportRow, 'shortcut'>,
): CannedResponse | undefined {
  const place = JSON.stringify(scope);
  return prepared
    .peek()
    .responses.find((one) => one.shortcut === shortcut && JSON.stringify(one.scope) === place);
}
