import { afterEach, beforeEach, describe, expect, it, type MockInstance, vi } from 'vitest';
import { siteLooksSchema } from '../../protocol/index.schema.ts';
import { readOptions } from '../../widget/options/main.ts';
import { pageSettings } from './settings.ts';

let said: MockInstance<typeof console.error>;
beforeEach(() => {
  said = vi.spyOn(console, 'error').mockReturnValue();
});
afterEach(() => said.mockRestore());

const { settings: SITES } = pageSettings();
const read = (given: object) => readOptions(SITES, given).settings;

describe('the options of a page', () => {
  it('takes what is right, as text or as number, and passes over what is not ours', () => {
    const right = { x: 0, y: '90', scheme: 'dark', colour: '#ffee00' };
    const settings = read({ ...right, cfasync: 'false', css: '*{display:none}' });
    expect(settings).toEqual({ ...SITES, ...right, css: settings.css });
    expect(settings.css).toBe(
      ':host{--accent:#ffee00;--on-accent:#000;--end:calc(var(--x,20)*1px);--x:0;--y:90}',
    );
    expect(said).not.toHaveBeenCalled();
  });

  it('passes over what is empty', () => {
    const { css, ...rest } = read({ colour: '', language: undefined, title: '' });
    expect({ ...rest, css: '' }).toEqual(SITES);
    expect(said).not.toHaveBeenCalled();
  });

  it.each([
    ['colour', 'red;}'],
    ['scheme', 'black'],
    ['position', 'left'],
    ['x', -5],
    ['y', 1_000],
    ['width', 90],
    ['layer', 'auto'],
    ['language', 'german language'],
    ['consent', 'yes'],
    ['launcher', '.many'],
    ['embed', 'no id'],
  ])('leaves a wrong %s out, and says so in one line', (name, value) => {
    const { css, ...rest } = read({ [name]: value });
    expect({ ...rest, css: '' }).toEqual(SITES);
    expect(said.mock.calls).toEqual([
      [expect.stringMatching(`^Counterbell: ${name} must be of the form `)],
    ]);
  });

  it('holds numbers to the limits that the relay has', () => {
    for (const name of ['x', 'y', 'width', 'height', 'radius'] as const) {
      for (const value of [0, 1, 99, 100, 199, 200, 319, 320, 392, 999, 1_000]) {
        const isRight = siteLooksSchema.safeParse({ [name]: value }).success;
        expect([name, value, name in read({ [name]: value })]).toEqual([name, value, isRight]);
      }
    }
  });

  it('finds the elements it names, and says which is not there', () => {
    const ask = document.createElement('button');
    ask.id = 'ask';
    document.body.append(ask);
    const choice = readOptions(SITES, { launcher: '#ask', embed: '#nowhere' });
    expect([choice.opener, choice.embed]).toEqual([ask, null]);
    expect(said.mock.calls).toEqual([['Counterbell: there is no element #nowhere']]);
  });
});
