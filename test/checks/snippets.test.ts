import { expect, test } from 'vitest';
import { BACKENDS, PAGE_CODE, PROOFS } from '../../console/sites/identity/proofs.ts';
import { PLACES, scriptOf, snippetFor } from '../../console/sites/install/snippets.ts';
import type { SiteKey } from '../../protocol/index.ts';
import { snippetOf } from '../../server/sites/index.ts';
import { readProjectFile } from './source-files.ts';

const TAG = snippetOf('https://chat.example.org', 'cb_0123456789abcdefghij' as SiteKey);

test.each(PLACES)(
  'B9 docs/INSTALLING.md has the snippet that the console shows for %s',
  (place) => {
    const { code } = snippetFor(place, scriptOf(TAG));
    expect(code).toContain('https://chat.example.org/widget.js?site=cb_0123456789abcdefghij');
    expect(readProjectFile('docs/INSTALLING.md')).toContain(`\n${code}\n`);
  },
);

test.each(BACKENDS)('B4 docs/IDENTITY.md has the code that the console shows for %s', (backend) => {
  const page = readProjectFile('docs/IDENTITY.md');
  for (const code of [...Object.values(PROOFS[backend]), ...Object.values(PAGE_CODE)]) {
    expect(page).toContain(`\n${code}\n`);
  }
});
