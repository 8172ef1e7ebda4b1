import { useRef, useState } from 'preact/hooks';
import { saveFile, sizeIn } from '../../../client/later.ts';
import type { Site } from '../../../protocol/index.ts';
import { BYTE_ORDER_MARK, csvLine } from '../../../protocol/later.ts';
import { language, t } from '../../text/index.ts';
import { Notice } from '../../ui/index.ts';
import { prepared } from '../prepared.ts';
import { scopeWords } from '../scope-field.tsx';
import { ImportPanel } from './import-panel.tsx';
import { type Import, readImport } from './read-import.ts';

/** Room for 500 responses of the greatest length, and for quotation marks. */
const MOST_BYTES = 16 * 1024 * 1024;

/** Takes canned responses out as a table, and takes others in. */
export function ImportExport({
  isManager,
  sites,
  onDone,
}: {
  isManager: boolean;
  sites: readonly Site[];
  onDone: () => void;
}) {
  const picker = useRef<HTMLInputElement>(null);
  const [found, setFound] = useState<Import | null>(null);
  const [fault, setFault] = useState('');

  async function take(file: File | undefined) {
    setFault('');
    setFound(null);
    if (!file) return;
    if (file.size > MOST_BYTES) {
      return setFault(t('importTooLarge', { size: sizeIn(language.value, MOST_BYTES) }));
    }
    const read = readImport(await file.text());
    if (read.name === 'noTable') setFault(t('importNoTable'));
    else if (read.name === 'noColumns') setFault(t('importNoColumns'));
    else setFound(read);
  }

  return (
    <div class="stack">
      <div class="row">
        <button type="button" class="quiet" onClick={exportAll}>
          {t('exportCsv')}
        </button>
        <button type="button" class="quiet" onClick={() => picker.current?.click()}>
          {t('importCsv')}
        </button>
        <span class="small muted">{t('csvHelp')}</span>
        <input
          ref={picker}
          type="file"
          hidden
          accept=".csv,text/csv"
          onChange={({ currentTarget }) => {
            void take(currentTarget.files?.[0]);
            // The same file may be chosen again.
            currentTarget.value = '';
          }}
        />
      </div>
      {fault && <Notice kind="error">{fault}</Notice>}
      {found?.name === 'rows' && (
        <ImportPanel
          found={found}
          isManager={isManager}
          sites={sites}
          onDone={onDone}
          onClose={() => setFound(null)}
        />
      )}
    </div>
  );
}

function exportAll(): void {
  const lines = prepared
    .peek()
    .responses.map((one) => csvLine([one.shortcut, one.text, scopeWords(one), one.files.length]));
  const head = csvLine(['shortcut', 'text', 'for', 'files']);
  const table = BYTE_ORDER_MARK + head + lines.join('');
  saveFile('canned-responses.csv', new Blob([table], { type: 'text/csv;charset=utf-8' }));
}
