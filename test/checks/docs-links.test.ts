import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { projectFiles, ROOT, readProjectFile } from './source-files.ts';

const pages = projectFiles().filter((file) => file.endsWith('.md'));

test('every relative link in the docs leads to a file and a heading', () => {
  const broken = pages.flatMap((page) =>
    linksOf(page)
      .filter((link) => !leadsSomewhere(page, link))
      .map((link) => `${page}: ${link}`),
  );
  expect(broken).toEqual([]);
});

test('docs/FEATURES.md names a test that exists for every promise it says is kept', () => {
  const named = readProjectFile('docs/FEATURES.md').matchAll(/`(test\/[^`]+\.test\.tsx?)`/g);
  const files = [...named].map(([, file]) => file ?? '');
  expect(files.length).toBeGreaterThan(0);
  expect(files.filter((file) => !existsSync(join(ROOT, file)))).toEqual([]);
});

function linksOf(page: string): string[] {
  const found = readProjectFile(page).matchAll(/\]\(([^)\s]+)\)/g);
  return [...found].map(([, link]) => link ?? '').filter((link) => !/^[a-z]+:/.test(link));
}

function leadsSomewhere(page: string, link: string): boolean {
  const [path = '', heading] = link.split('#');
  const target = path === '' ? page : join(dirname(page), path);
  if (!existsSync(join(ROOT, target))) return false;
  return heading === undefined || headingsOf(target).includes(heading);
}

function headingsOf(page: string): string[] {
  return readProjectFile(page)
    .split('\n')
    .filter((line) => /^#+ /.test(line))
    .map((line) =>
      line
        .replace(/^#+ /, '')
        .toLowerCase()
        .replaceAll(/[^\p{L}\p{N} _-]/gu, '')
        .replaceAll(' ', '-'),
    );
}
