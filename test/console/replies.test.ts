import { describe, expect, test } from 'vitest';
import { findReplies } from '../../console/replies/find-replies.ts';
import { moveStep, putStep } from '../../console/replies/macros/edit-steps.ts';
import { keysOf } from '../../console/replies/macros/keys-of.ts';
import { type MacroRun, runMacro } from '../../console/replies/macros/run-macro.ts';
import { replaceSlash, slashAt } from '../../console/replies/menu/slash.ts';
import { readImport } from '../../console/replies/responses/read-import.ts';
import { pickableTags } from '../../console/tags/pickable-tags.ts';
import { nextOption } from '../../console/ui/use-options.ts';
import type {
  CannedResponse,
  GroupId,
  Macro,
  MacroStep,
  Scope,
  SiteId,
  Tag,
  TagId,
} from '../../protocol/index.ts';

const EVERYBODY: Scope = { kind: 'everybody' };

function response(shortcut: string, text = '', scope = EVERYBODY): CannedResponse {
  const id = shortcut as CannedResponse['id'];
  return { id, shortcut, text, scope, scopeName: '', files: [], updatedAt: 0 };
}

function macro(name: string, more: Partial<Macro> = {}): Macro {
  const id = name as Macro['id'];
  return { id, name, key: null, scope: EVERYBODY, scopeName: '', steps: [], updatedAt: 0, ...more };
}

describe('the menu of a stroke', () => {
  test.each([
    ['/', 1, { from: 0, to: 1, query: '' }],
    ['Hello /ret', 10, { from: 6, to: 10, query: 'ret' }],
    ['Hello /return and', 9, { from: 6, to: 9, query: 're' }],
    ['a\n/größe-2', 10, { from: 2, to: 10, query: 'größe-2' }],
    ['and/or', 6, null],
    ['https://x', 9, null],
    ['/two words', 10, null],
    ['no', 2, null],
  ])('reads %j up to %i', (text, caret, slash) => {
    expect(slashAt(text, caret)).toEqual(slash);
  });

  test('puts a response in the place of the stroke, and the caret behind it', () => {
    const text = 'Well, /he and so on';
    const slash = slashAt(text, 9);
    expect(slash && replaceSlash(text, slash, 'Hello')).toEqual({
      text: 'Well, Hello and so on',
      caret: 11,
    });
  });

  test('finds by the beginning of a shortcut first, then within it, then in the text', () => {
    const responses = [
      response('thanks', 'You may return it'),
      response('no-return'),
      response('return-policy'),
      response('other'),
      response('return', '', { kind: 'site', site: 's2' as SiteId }),
    ];
    const macros = [macro('Refund and return')];
    const names = (query: string) =>
      findReplies(query, { responses, macros }, 's1').map((offer) =>
        offer.type === 'macro' ? offer.macro.name : offer.response.shortcut,
      );
    expect(names('RET')).toEqual(['return-policy', 'no-return', 'Refund and return', 'thanks']);
    expect(names('refund-and')).toEqual(['Refund and return']);
    expect(names('xyz')).toEqual([]);
    expect(names('')).toHaveLength(5);
  });

  test.each([
    ['ArrowDown', 2, 0],
    ['ArrowUp', 0, 2],
    ['Home', 1, 0],
    ['End', 1, 2],
    ['a', 1, undefined],
  ])('%s at option %i leads to %s of three', (key, active, next) => {
    expect(nextOption(key, active, 3)).toBe(next);
  });
});

describe('a macro', () => {
  const steps: MacroStep[] = [
    { kind: 'insert', response: 'r' as CannedResponse['id'] },
    { kind: 'tag', tag: 't' as TagId, on: true },
    { kind: 'note', text: 'done' },
    { kind: 'transfer', to: { group: 'g' as GroupId } },
    { kind: 'close' },
  ];

  async function run(failing?: string, known = true) {
    const done: string[] = [];
    const runs: MacroRun[] = [];
    const act = async (what: string) => {
      done.push(what);
      return what === failing ? 'it did not work' : undefined;
    };
    await runMacro(
      { steps },
      {
        insert: () => act('insert'),
        sendResponse: () => act('send'),
        note: (text) => act(`note ${text}`),
        send: ({ kind }) => act(kind),
        findResponse: async (id) => (known ? response(id) : undefined),
        noResponse: 'gone',
      },
      (one) => runs.push(one),
    );
    return { done, last: runs.at(-1) };
  }

  test('does its steps in their order', async () => {
    expect(await run()).toEqual({
      done: ['insert', 'tagged', 'note done', 'transferred', 'closed'],
      last: { name: 'done' },
    });
  });

  test('stops at the step that cannot be done, and says which and why', async () => {
    expect(await run('note done')).toEqual({
      done: ['insert', 'tagged', 'note done'],
      last: { name: 'stopped', step: 2, reason: 'it did not work' },
    });
    expect((await run(undefined, false)).last).toEqual({
      name: 'stopped',
      step: 0,
      reason: 'gone',
    });
  });

  test('has a digit that several want when it is the nearest', () => {
    const all = [
      macro('a', { key: '1' }),
      macro('b', { key: '1', scope: { kind: 'own' } }),
      macro('c', { key: '2' }),
      macro('d'),
    ];
    expect([...keysOf(all)]).toEqual([
      ['b', '1'],
      ['c', '2'],
    ]);
  });

  test('has its steps moved, changed and removed', () => {
    expect(moveStep(steps, 4, -1).map(({ kind }) => kind)).toEqual([
      'insert',
      'tag',
      'note',
      'close',
      'transfer',
    ]);
    expect(putStep(steps, 1, undefined)).toHaveLength(4);
    expect(putStep(steps, 1, { kind: 'close' })[1]).toEqual({ kind: 'close' });
  });
});

test('offers tags by their names for the chat’s site, and to make one where none is called so', () => {
  const tag = (name: string, site: string | null = null): Tag => ({
    id: name as TagId,
    name,
    colour: 'red',
    site: site as SiteId | null,
  });
  const all = [tag('No refund'), tag('Refund'), tag('Refund elsewhere', 's2')];
  const offered = (text: string, mayMake = true) =>
    pickableTags({ text, site: 's1', all, mayMake }).map((option) =>
      'tag' in option ? option.tag.name : `make ${option.make.name}`,
    );
  expect(offered('refund')).toEqual(['Refund', 'No refund']);
  expect(offered(' Refunds ')).toEqual(['make Refunds']);
  expect(offered('Refunds', false)).toEqual([]);
});

describe('a table of canned responses', () => {
  test('brings what can be kept, and names the lines that cannot and why', () => {
    const table = [
      'Text;Shortcut',
      'Hello there;/Hello',
      'Again;hello',
      'No;two words',
      ' ;empty',
      '{{visitor.shoe}};shoe',
      '"Two\r\nlines";two-lines',
      `${'x'.repeat(8_001)};long`,
    ].join('\r\n');
    expect(readImport(table)).toEqual({
      name: 'rows',
      rows: [
        { shortcut: 'hello', text: 'Hello there' },
        { shortcut: 'two-lines', text: 'Two\nlines' },
      ],
      problems: [
        { line: 3, name: 'twice', value: 'hello' },
        { line: 4, name: 'shortcut', value: 'two words' },
        { line: 5, name: 'empty', value: '' },
        { line: 6, name: 'variables', value: 'visitor.shoe' },
        { line: 8, name: 'long', value: '' },
      ],
    });
  });

  test('says what is wrong where it is no such table', () => {
    expect(readImport('a,b\n1,2')).toEqual({ name: 'noColumns' });
    expect(readImport('shortcut,text\n"a,b')).toEqual({ name: 'noTable' });
  });
});
