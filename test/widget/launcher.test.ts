import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createCounterbell } from '../../widget/loader/api.ts';
import type { CounterbellApi, InitOptions, Looks } from '../../widget/loader/api-types.ts';
import type { PanelModule } from '../../widget/loader/panel-door.ts';
import { pageSettings, RELAY, ready, recordedPanel, SITE } from './settings.ts';

const host = () => document.querySelector('counterbell-widget');
const button = () => host()?.shadowRoot?.querySelector('button');
const problem = () => host()?.shadowRoot?.querySelector('[role=alert]')?.textContent;

describe('the launcher', () => {
  let counterbell: CounterbellApi;
  const asked: string[] = [];
  let answer: () => Response;

  function start(
    importModule: (address: string) => Promise<PanelModule> = async () => recordedPanel(),
    settings = pageSettings(),
    options: Partial<InitOptions> = {},
  ): Promise<void> {
    counterbell = createCounterbell({
      options: { site: SITE, relay: RELAY, ...options },
      inlined: settings,
      importModule,
    });
    counterbell.init();
    return ready(counterbell);
  }

  beforeEach(() => {
    asked.length = 0;
    answer = () => Response.json(pageSettings());
    vi.stubGlobal('fetch', async (address: string) => {
      asked.push(address);
      return answer();
    });
  });
  afterEach(() => {
    counterbell.destroy();
    vi.unstubAllGlobals();
    localStorage.clear();
    sessionStorage.clear();
  });

  it('does nothing but draw itself before somebody comes near', async () => {
    const importModule = vi.fn(async () => recordedPanel());
    await start(importModule);
    expect(button()?.ariaLabel).toBe('Chat');
    expect(button()?.ariaExpanded).toBe('false');
    expect([importModule.mock.calls, asked, document.cookie]).toEqual([[], [], '']);
    expect([localStorage.length, sessionStorage.length]).toEqual([0, 0]);
    expect(host()?.shadowRoot?.querySelector('[style]')).toBeNull();
  });

  it('loads the panel at the first hover, once, and opens it at the click', async () => {
    const panel = recordedPanel();
    const importModule = vi.fn(async () => panel);
    await start(importModule);
    button()?.dispatchEvent(new Event('pointerenter'));
    button()?.dispatchEvent(new Event('focus'));
    button()?.click();
    expect(button()?.hasAttribute('aria-busy')).toBe(true);
    await vi.waitFor(() => expect(button()?.ariaExpanded).toBe('true'), 10_000);
    expect(importModule.mock.calls).toEqual([[`${RELAY}/widget/panel-AAAAAAAA.js`]]);
    expect(panel.calls).toEqual([['open']]);
    expect(button()?.hasAttribute('aria-busy')).toBe(false);
  });

  it('says when the panel cannot be loaded, and tries again under its present name', async () => {
    const panel = recordedPanel();
    const addresses: string[] = [];
    await start(async (address) => {
      addresses.push(address);
      if (addresses.length === 1) throw new Error('no network');
      return panel;
    });
    answer = () => Response.json(pageSettings({ panel: '/widget/panel-BBBBBBBB.js' }));
    button()?.click();
    await vi.waitFor(() => expect(problem()).toContain('could not be loaded'), 10_000);
    button()?.click();
    await vi.waitFor(() => expect(panel.calls).toEqual([['open']]), 10_000);
    expect(addresses[1]).toBe(`${RELAY}/widget/panel-BBBBBBBB.js?retry=1`);
    expect(problem()).toBe('');
  });

  it('asks the relay where its own copy does not name the host, and believes the answer', async () => {
    await start(undefined, pageSettings({ domains: ['elsewhere.example'] }));
    expect(asked).toEqual([`${RELAY}/api/v1/site-settings/${SITE}`]);
    expect(button()).toBeTruthy();
  });

  it('draws nothing and says why, once, where the relay refuses the host', async () => {
    const said = vi.spyOn(console, 'error').mockReturnValue();
    const message = 'Counterbell: localhost is not among the domains of the site "Shop".';
    answer = () =>
      Response.json({ error: { code: 'origin_not_allowed', message } }, { status: 403 });
    void start(undefined, pageSettings({ domains: ['shop.example', '*.localhost'] }));
    await new Promise((resolve) => counterbell.on('error', resolve));
    expect(said.mock.calls).toEqual([[message]]);
    expect(host()).toBeNull();
    said.mockRestore();
  });

  it('lets the page override language and colour', async () => {
    const panel = recordedPanel();
    await start(async () => panel, pageSettings(), { language: 'de-AT', colour: '#ffee00' });
    counterbell.open();
    await vi.waitFor(() => expect(panel.calls).toEqual([['open']]), 10_000);
    expect(panel.door?.settings).toMatchObject({ colour: '#ffee00', language: 'de-AT' });
    expect(counterbell.getState()).toMatchObject({ open: true, language: 'de-AT' });
  });

  it('says what is wrong with a theme or with attributes, and takes the next', async () => {
    const said = vi.spyOn(console, 'error').mockReturnValue();
    const panel = recordedPanel();
    await start(async () => panel);
    counterbell.open();
    await vi.waitFor(() => expect(panel.calls).toEqual([['open']]), 10_000);
    const wrong: readonly unknown[] = [null, undefined, 'dark', { nope: 1, colour: '#ffee00' }];
    // As a page without types would call it.
    for (const looks of wrong) counterbell.setTheme(looks as Looks);
    counterbell.setAttributes('x' as unknown as Record<string, string>);
    counterbell.setTheme({ scheme: 'dark' });
    const next = { scheme: 'dark' };
    await vi.waitFor(
      () => expect(panel.calls.at(-1)).toEqual(['setLooks', expect.objectContaining(next)]),
      10_000,
    );
    expect(said.mock.calls.flat()).toEqual([
      ...Array.from({ length: 3 }, () => 'Counterbell: looks must be an object'),
      'Counterbell: there is no option nope',
      'Counterbell: attributes must be an object',
    ]);
    const looks = panel.calls.filter(([name]) => name === 'setLooks').map(([, given]) => given);
    expect(looks[3]).toMatchObject({ colour: '#ffee00' });
    said.mockRestore();
  });

  it('takes up an open chat of the page before, without opening', async () => {
    sessionStorage.setItem(`counterbell:open:${SITE}`, '1');
    const panel = recordedPanel();
    await start(async () => panel);
    await vi.waitFor(() => expect(panel.calls).toEqual([['resume']]), 10_000);
    expect(counterbell.getState().open).toBe(false);
  });

  describe('of a site that hides it while nobody is there', () => {
    const settings = pageSettings({
      settings: { ...pageSettings().settings, launcher: 'attended', isAway: true },
    });

    it('is not there then, and asks for nothing', async () => {
      const importModule = vi.fn(async () => recordedPanel());
      await start(importModule, settings);
      expect(button()).toHaveProperty('hidden', true);
      expect([importModule.mock.calls, asked, document.cookie]).toEqual([[], [], '']);
    });

    it('is there where the page wants it', async () => {
      await start(undefined, settings, { launcher: 'shown' });
      expect(button()).toHaveProperty('hidden', false);
    });
  });

  it('hides and shows itself', async () => {
    await start();
    counterbell.hide();
    expect(host()).toHaveProperty('hidden', true);
    counterbell.show();
    expect(host()).toHaveProperty('hidden', false);
  });

  it('leaves nothing behind after destroy, and begins anew with init', async () => {
    const panel = recordedPanel();
    await start(async () => panel);
    counterbell.open();
    await vi.waitFor(() => expect(panel.calls).toEqual([['open']]), 10_000);
    counterbell.destroy();
    expect(panel.calls).toEqual([['open'], ['destroy']]);
    expect(host()).toBeNull();
    counterbell.open();
    expect(counterbell.getState()).toMatchObject({ ready: false, open: false });
    counterbell.init();
    await ready(counterbell);
    expect(button()).toBeTruthy();
  });

  it('refuses a message that no widget will send', async () => {
    const panel = recordedPanel();
    counterbell = createCounterbell({
      options: { site: SITE, relay: RELAY },
      inlined: pageSettings(),
      importModule: async () => panel,
    });
    const refusal = 'Counterbell: init() is needed';
    await expect(counterbell.sendMessage('too early')).rejects.toThrow(refusal);
    counterbell.init();
    const overtaken = counterbell.sendMessage('before the launcher');
    counterbell.destroy();
    await expect(overtaken).rejects.toThrow(refusal);
    counterbell.init();
    await ready(counterbell);
    await counterbell.sendMessage('now');
    const late = counterbell.sendMessage('as it goes');
    counterbell.destroy();
    await expect(late).rejects.toThrow(refusal);
    await expect(counterbell.sendMessage('after the end')).rejects.toThrow(refusal);
    expect(panel.calls).toEqual([['send', 'now'], ['destroy']]);
  });

  it('stops a start that destroy overtook', async () => {
    void start();
    counterbell.destroy();
    counterbell.init();
    await ready(counterbell);
    expect(document.querySelectorAll('counterbell-widget')).toHaveLength(1);
  });
});
