import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { noteUse } from '../../console/frame/note-use.ts';

let uses = 0;
let end: () => void;

beforeEach(() => {
  uses = 0;
  end = noteUse({
    noteUse() {
      uses += 1;
    },
  });
});
afterEach(() => {
  end();
  vi.restoreAllMocks();
});

const happens = (...acts: string[]) => {
  for (const act of acts) document.body.dispatchEvent(new Event(act, { bubbles: true }));
  return uses;
};

test('counts keys, presses and scrolling as use of the console', () => {
  expect(happens('keydown', 'pointerdown', 'wheel')).toBe(3);
});

test('counts no pointer that only moves, and nothing in a tab that nobody sees', () => {
  expect(happens('pointermove', 'mousemove', 'pointerover')).toBe(0);
  vi.spyOn(document, 'visibilityState', 'get').mockReturnValue('hidden');
  expect(happens('keydown', 'wheel')).toBe(0);
});

test('counts what is done before a dialog or a field keeps it for itself', () => {
  const field = document.body.appendChild(document.createElement('input'));
  field.addEventListener('keydown', (event) => event.stopPropagation());
  field.dispatchEvent(new Event('keydown', { bubbles: true }));
  expect(uses).toBe(1);
});
