import { expect, test } from 'vitest';
import { projectFiles, readProjectFile, sourceFiles } from './source-files.ts';

const FOLDERS = ['protocol', 'client', 'widget', 'console', 'server', 'test', 'bench', 'build'];
const NAMELESS = ['src', 'lib', 'utils', 'shared', 'common', 'services', 'managers', 'misc'];
const MOST_LINES = 350;

test('no folder has a name that says nothing', () => {
  const folders = projectFiles().flatMap((file) => file.split('/').slice(0, -1));
  expect(NAMELESS.filter((name) => folders.includes(name))).toEqual([]);
});

test('every source file can be read in one go', () => {
  const long = sourceFiles(FOLDERS)
    .map((file) => ({ file, lines: readProjectFile(file).split('\n').length }))
    .filter(({ lines }) => lines > MOST_LINES);
  expect(long).toEqual([]);
});

test('no browser code parses HTML from a string or runs code from one', () => {
  const forbidden =
    /\b(innerHTML|outerHTML|insertAdjacentHTML|dangerouslySetInnerHTML|document\.write|new Function)\b|\beval\(/;
  const found = sourceFiles(['client', 'widget', 'console']).filter((file) =>
    forbidden.test(readProjectFile(file)),
  );
  expect(found).toEqual([]);
});

test('no test waits by the clock', () => {
  const sleeping = /setTimeout\((?:resolve|r|done)\b|waitForTimeout\(|\bsleep\(/;
  const found = sourceFiles(['test'])
    .filter((file) => !file.startsWith('test/checks/'))
    .filter((file) => sleeping.test(readProjectFile(file)));
  expect(found).toEqual([]);
});
