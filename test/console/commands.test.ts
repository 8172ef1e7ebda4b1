import { describe, expect, test } from 'vitest';
import { findCommands } from '../../console/commands/find-commands.ts';
import { isPressed, keyNames } from '../../console/commands/keys.ts';
import { nextOption } from '../../console/ui/use-options.ts';

const offer = [
  { id: 'accept', words: 'Accept the chat' },
  { id: 'close', words: 'Close chat' },
  { id: 'write', words: 'Write a message' },
  { id: 'losche', words: 'Lösche, was man schließt' },
  { id: 'eve', words: 'Open the chat with Eve: teapot', isOnlySearched: true },
];
const found = (text: string, recent: readonly string[] = []) =>
  findCommands(text, offer, recent).map(({ id }) => id);

describe('finding a command', () => {
  test('shows all but single chats before somebody searches, those used lately first', () => {
    expect(found('', ['write', 'gone'])).toEqual(['write', 'accept', 'close', 'losche']);
  });

  test('puts what begins so before what only holds it', () => {
    expect(found('chat')).toEqual(['accept', 'close', 'eve']);
    expect(found('c')).toEqual(['close', 'accept', 'eve', 'losche']);
  });

  test('wants every word, in any order', () => {
    expect(found('eve chat')).toEqual(['eve']);
    expect(found('chat nobody')).toEqual([]);
  });

  test('takes letters for those without their marks', () => {
    expect(found('losche')).toEqual(['losche']);
    expect(found('schliesst')).toEqual(['losche']);
  });

  test('takes letters that stand apart only where nothing else is found', () => {
    expect(found('wrmsg')).toEqual(['write']);
    expect(found('ch')).not.toContain('write');
  });

  test('puts what was used lately first among equals, and nowhere else', () => {
    expect(found('chat', ['eve'])).toEqual(['eve', 'accept', 'close']);
    expect(found('close', ['accept'])).toEqual(['close']);
  });
});

describe('keys', () => {
  const press = (key: string, held: KeyboardEventInit = {}) =>
    new KeyboardEvent('keydown', { key, ...held });

  test('are told apart by what is held with them', () => {
    expect(isPressed(press('a'), 'a')).toBe(true);
    expect(isPressed(press('a', { ctrlKey: true }), 'a')).toBe(false);
    expect(isPressed(press('A', { shiftKey: true }), 'a')).toBe(false);
    expect(isPressed(press('k', { ctrlKey: true }), '$mod+k')).toBe(true);
    expect(isPressed(press('k'), '$mod+k')).toBe(false);
  });

  test('count for signs whether the layout needs Shift for them or not', () => {
    expect(isPressed(press('?', { shiftKey: true }), '?')).toBe(true);
    expect(isPressed(press('/'), '/')).toBe(true);
    expect(isPressed(press('/', { shiftKey: true }), '/')).toBe(true);
  });

  test('mean nothing while a word is put together from several', () => {
    expect(isPressed(press('a', { isComposing: true }), 'a')).toBe(false);
  });

  test('are named as they stand on a keyboard', () => {
    expect(keyNames('$mod+k', false)).toEqual(['Ctrl', 'K']);
    expect(keyNames('$mod+k', true)).toEqual(['⌘', 'K']);
    expect(keyNames('Escape', false)).toEqual(['Esc']);
    expect(keyNames('a', false)).toEqual(['a']);
  });

  test('walk around a list and to its ends', () => {
    expect(nextOption('ArrowDown', 2, 3)).toBe(0);
    expect(nextOption('ArrowUp', 0, 3)).toBe(2);
    expect(nextOption('End', 0, 3)).toBe(2);
    expect(nextOption('Home', 2, 3)).toBe(0);
    expect(nextOption('End', -1, 0)).toBeUndefined();
    expect(nextOption('x', 0, 3)).toBeUndefined();
  });
});
