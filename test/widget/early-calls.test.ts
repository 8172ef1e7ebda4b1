import { afterEach, describe, expect, it, vi } from 'vitest';
import { createCounterbell } from '../../widget/loader/api.ts';
import type { CounterbellApi } from '../../widget/loader/api-types.ts';
import { type CounterbellGlobal, takeOver } from '../../widget/loader/early-calls.ts';
import { pageSettings, RELAY, ready, recordedPanel, SITE } from './settings.ts';

describe('calls before the script is there', () => {
  let api: CounterbellApi;
  const panel = recordedPanel();

  function load(kept: Parameters<typeof takeOver>[1]): CounterbellGlobal {
    panel.calls.length = 0;
    const options = { site: SITE, relay: RELAY };
    api = createCounterbell({ options, inlined: pageSettings(), importModule: async () => panel });
    api.init();
    return takeOver(api, kept);
  }
  afterEach(() => api.destroy());

  it('makes them in their order once the launcher is there', async () => {
    load([['identify', { name: 'Ada' }], ['sendMessage', 'Hello'], ['open']]);
    await vi.waitFor(() => expect(panel.calls).toHaveLength(3), 10_000);
    expect(panel.calls).toEqual([['identify', { name: 'Ada' }], ['send', 'Hello'], ['open']]);
  });

  it('says of each wrong one what is wrong, in one line, and makes the others', async () => {
    const said = vi.spyOn(console, 'error').mockReturnValue();
    load([['identify', { email: 'not-an-email' }], ['nope'], ['open']]);
    await vi.waitFor(() => expect(panel.calls).toEqual([['open']]), 10_000);
    expect(said.mock.calls).toEqual([
      ['Counterbell: email must be an e-mail address'],
      ['Counterbell: no method nope'],
    ]);
    said.mockRestore();
  });

  it('takes consent.grant as a name', async () => {
    load([['consent.grant'], ['open']]);
    const decision = { choice: 'granted', by: 'api', text: '' };
    await vi.waitFor(() => expect(panel.calls).toEqual([['decide', decision], ['open']]), 10_000);
  });

  it('makes a call at once when the widget is there', async () => {
    const counterbell = load([]);
    await ready(counterbell);
    counterbell.push(['hide']);
    expect(counterbell.getState().visible).toBe(false);
  });

  it('says which name or argument is wrong', () => {
    const counterbell = load([]);
    expect(() => counterbell.push(['opne'])).toThrow('opne');
    expect(() => counterbell.push(['constructor'])).toThrow('constructor');
    expect(() => counterbell.push(['setLocale', 5])).toThrow(/tag must be/);
  });
});
