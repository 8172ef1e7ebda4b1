import { basename, join } from 'node:path';
import { expect, test } from 'vitest';
import { fillDocs, PERFORMANCE_FOLDER, readFindings } from '../../bench/report/fill-docs.ts';
import { filesOf } from '../../bench/report/report-files.ts';
import { projectFiles, ROOT, readProjectFile } from './source-files.ts';

/** Made by `npm run bench -- NAME --into docs/performance`, and from the JSON by `npx vitest run test/checks -u`. */
const PAGE = 'docs/PERFORMANCE.md';
const findings = readFindings(join(ROOT, PERFORMANCE_FOLDER));
const files = findings.flatMap((finding) => [...filesOf(finding)]);

test('docs/PERFORMANCE.md says what the reports in docs/performance say', async () => {
  const page = fillDocs(readProjectFile(PAGE), findings);
  await expect(page).toMatchFileSnapshot(join(ROOT, PAGE));
});

test('docs/performance holds the files of its reports and no others', () => {
  const there = projectFiles().filter((file) => file.startsWith(`${PERFORMANCE_FOLDER}/`));
  expect(there.map((file) => basename(file)).sort()).toEqual(files.map(([name]) => name).sort());
});

test.each(files)('docs/performance/%s says what its report says', async (name, text) => {
  await expect(text).toMatchFileSnapshot(join(ROOT, PERFORMANCE_FOLDER, name));
});
